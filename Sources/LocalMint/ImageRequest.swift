import Foundation
import Wire

/// A validated body of `reference-images`: a base64 picture, or a URL.
struct ImageRequest: Sendable, Hashable {
    var name: String?
    var fileName: String?
    var contentType: String?
    var bytes: [UInt8]?
    var sourceURL: String?

    init(_ body: RequestBody) throws(Problem) {
        var body = body
        body.refuseUnknown(["base64Data", "fileName", "contentType", "sourceUrl", "name"])
        name = body.optional("name", characters: Limits.name)
        if body.members["base64Data"] == nil && body.members["sourceUrl"] != nil {
            body.url("sourceUrl")
            sourceURL = body.members["sourceUrl"]?.string
            fileName = body.optional("fileName", characters: Limits.fileName)
            if body.members["contentType"] != nil {
                body.fail("contentType", "conflicting_fields", "contentType goes with base64Data, not with sourceUrl.")
            }
        } else {
            body.refuseBoth("base64Data", "sourceUrl")
            fileName = body.required("fileName", characters: Limits.fileName)
            if body.members["contentType"] == nil { _ = body.required("contentType", characters: Limits.name) }
            let kind = body.choice("contentType", ImageKind.self)
            contentType = kind?.rawValue
            bytes = Self.decoded(&body, kind)
        }
        try body.check()
    }

    private static func decoded(_ body: inout RequestBody, _ kind: ImageKind?) -> [UInt8]? {
        let text = body.required("base64Data", characters: 1...Limits.imageBytes / 3 * 4 + 4)
        guard !text.isEmpty else { return nil }
        guard let data = Data(base64Encoded: text) else {
            body.fail(
                "base64Data", "invalid_base64",
                "base64Data must be base64 without line breaks; a string of \(text.utf8.count) characters was sent.")
            return nil
        }
        let bytes = Array(data)
        if let kind, !kind.begins(bytes) {
            body.fail(
                "base64Data", "wrong_content",
                "base64Data holds \(bytes.count) bytes that are not of the type \(kind.rawValue).")
        }
        return bytes
    }
}

extension MintService {
    func addImage(_ request: ImageRequest, _ claim: IdempotencyClaim?) async throws -> JSONValue {
        let image = StoredImage(
            id: ids.make("image_"), name: request.name, fileName: request.fileName, contentType: request.contentType,
            sourceURL: request.sourceURL, byteCount: request.bytes?.count ?? 0, createdAt: now())
        return presenter.image(try await store.addImage(image, request.bytes, claim), at: now())
    }
}

extension Presenter {
    func image(_ image: StoredImage, at moment: Date) -> JSONValue {
        let own = image.contentType == nil ? nil : origin + links.path(image.id, image.linkName, at: moment)
        let url: JSONValue = .orNull(own ?? image.sourceURL)
        return .object([
            "object": .string("reference_image"), "id": .string(image.id), "type": .string("reference_image"),
            "name": .orNull(image.name), "fileName": .orNull(image.fileName), "url": url, "imageUrl": url,
            "sourceUrl": .orNull(image.sourceURL), "createdAt": .string(Self.text(image.createdAt)),
            "assets": .object(["imageUrl": url, "sourceUrl": .orNull(image.sourceURL)]),
        ])
    }
}
