import Foundation
import GRDB
import Pictures

/// A reference image: received bytes, or an external URL, which is never fetched.
struct StoredImage: Sendable, Hashable, Codable {
    /// `image_` and 16 letters or digits.
    var id: String
    var name: String?
    var fileName: String?
    /// The media type of the bytes; nil for a URL.
    var contentType: String?
    var sourceURL: String?
    var byteCount: Int
    var createdAt: Date

    var linkName: String { "image.\(ImageKind(contentType: contentType)?.fileExtension ?? "bin")" }
}

enum ImageKind: String, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"

    init?(contentType: String?) {
        self.init(rawValue: contentType ?? "")
    }

    /// The format, and the extension of its files.
    private var format: (PictureFormat, fileExtension: String) {
        switch self {
        case .png: (.png, "png")
        case .jpeg: (.jpeg, "jpg")
        case .webp: (.webp, "webp")
        }
    }

    var fileExtension: String { format.fileExtension }

    /// Whether the bytes have the signature of this type.
    func begins(_ bytes: [UInt8]) -> Bool { PictureContent(of: bytes) == .picture(format.0) }
}

extension ServerStore {
    /// Stores an image, or returns the one that the same request with the same key stored before.
    ///
    /// - Throws: `Problem.idempotencyConflict`
    func addImage(
        _ image: StoredImage, _ bytes: [UInt8]?, _ claim: IdempotencyClaim?
    ) async throws -> StoredImage {
        try await database.write { db in
            if let claim, let earlier = try Self.keptAnswer(claim, db),
                let stored = try Self.image(earlier.subjectID, db)
            {
                return stored
            }
            try db.execute(
                sql: "INSERT INTO image (id, record, bytes) VALUES (?, ?, ?)",
                arguments: [image.id, try StoredRecord.encode(image), bytes.map { Data($0) }])
            if let claim {
                let answer = KeptAnswer(statusCode: 201, location: "", subjectID: image.id)
                try Self.keep(answer, for: claim, db)
            }
            return image
        }
    }

    func image(_ id: String) async throws -> StoredImage? {
        try await database.read { db in try Self.image(id, db) }
    }

    /// Nil for an unknown image, or one given as a URL.
    func imageBytes(_ id: String) async throws -> [UInt8]? {
        try await database.read { db in
            try Data.fetchOne(db, sql: "SELECT bytes FROM image WHERE id = ? AND bytes IS NOT NULL", arguments: [id])
                .map(Array.init)
        }
    }

    private static func image(_ id: String, _ db: Database) throws -> StoredImage? {
        try Data.fetchOne(db, sql: "SELECT record FROM image WHERE id = ?", arguments: [id])
            .map { try StoredRecord.decode($0) }
    }
}
