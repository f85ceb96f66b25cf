package import Foundation

/// One earlier preview of an operation, without its picture.
package struct ArchivedPreview: Sendable, Hashable, Codable {
    let profile: String
    let operation: String
    /// From 0, in the order of the operation's previews.
    package let revision: Int
    /// What a person asked for that led to it; nil for the first. Text of a person: clean it before it is drawn.
    package let feedback: String?
    /// By our clock.
    package let seenAt: Date
    /// SHA-256 of the picture in hexadecimal: equal pictures have equal ones.
    package let hash: String
    /// Of the picture.
    package let byteCount: Int

    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    var isSound: Bool { Self.isHash(hash) && byteCount > 0 && revision >= 0 }
}

/// Everything that an archive knows.
struct PreviewIndex: Codable, Sendable {
    private(set) var previews: [ArchivedPreview] = []

    init() {}

    /// Entries that cannot be read are left out one by one.
    init(from decoder: any Decoder) throws {
        struct Lenient: Decodable {
            let value: ArchivedPreview?

            init(from decoder: any Decoder) throws {
                // One damaged entry does not cost the others.
                value = try? ArchivedPreview(from: decoder)
            }
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        previews = try container.decode([Lenient].self, forKey: .previews).compactMap(\.value).filter(\.isSound)
    }

    /// - Returns: false where nothing changed: the same picture of the same operation is there.
    mutating func insert(_ preview: ArchivedPreview) -> Bool {
        func isSame(_ other: ArchivedPreview) -> Bool {
            other.operation == preview.operation && other.profile == preview.profile
        }
        if previews.contains(where: { isSame($0) && $0.hash == preview.hash }) { return false }
        // Of one revision, what was seen last counts.
        previews.removeAll { isSame($0) && $0.revision == preview.revision }
        previews.append(preview)
        return true
    }

    /// Drops the previews that were seen longest ago until the pictures fit, and those beyond the number for one operation.
    ///
    /// - Returns: the hashes that were dropped; another preview may still have the same one.
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
