package import Foundation

/// One earlier preview of an operation, without its picture.
package struct ArchivedPreview: Sendable, Hashable, Codable {
    let profile: String
    let operation: String
    /// The revision, from 0 in the order of the operation's previews.
    package let revision: Int
    /// The user's request that led to it; nil for the first. Clean it before drawing.
    package let feedback: String?
    /// The time by our clock.
    package let seenAt: Date
    /// The SHA-256 of the picture in hexadecimal.
    package let hash: String
    package let byteCount: Int

    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    var isSound: Bool { Self.isHash(hash) && byteCount > 0 && revision >= 0 }
}

struct PreviewIndex: Codable, Sendable {
    private(set) var previews: [ArchivedPreview] = []

    init() {}

    /// Skips entries that cannot be read, one by one.
    init(from decoder: any Decoder) throws {
        struct Lenient: Decodable {
            let value: ArchivedPreview?

            init(from decoder: any Decoder) throws {
                // A damaged entry does not affect the others.
                value = try? ArchivedPreview(from: decoder)
            }
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        previews = try container.decode([Lenient].self, forKey: .previews).compactMap(\.value).filter(\.isSound)
    }

    /// - Returns: False if the operation already has this picture.
    mutating func insert(_ preview: ArchivedPreview) -> Bool {
        func isSame(_ other: ArchivedPreview) -> Bool {
            other.operation == preview.operation && other.profile == preview.profile
        }
        if previews.contains(where: { isSame($0) && $0.hash == preview.hash }) { return false }
        // The latest preview of a revision replaces earlier ones.
        previews.removeAll { isSame($0) && $0.revision == preview.revision }
        previews.append(preview)
        return true
    }

    /// Drops the previews seen longest ago until the pictures fit, and those beyond the limit per operation.
    ///
    /// - Returns: The dropped hashes; another preview may still have the same one.
    mutating func evict(toFit limit: Int64) -> [String] {
        var kept: [ArchivedPreview] = []
        var sizes: [String: Int] = [:]
        var total: Int64 = 0
        var numbers: [String: Int] = [:]
        for preview in previews.sorted(by: { $0.seenAt > $1.seenAt }) {
            let owner = "\(preview.profile)\n\(preview.operation)"
            let isFree = sizes[preview.hash] != nil
            let size = isFree ? 0 : Int64(preview.byteCount)
            guard numbers[owner, default: 0] < PreviewArchive.mostPerOperation, total + size <= limit else { continue }
            numbers[owner, default: 0] += 1
            sizes[preview.hash] = preview.byteCount
            total += size
            kept.append(preview)
        }
        let dropped = Set(previews.map(\.hash)).subtracting(kept.map(\.hash))
        previews = kept.reversed()
        return Array(dropped)
    }
}
