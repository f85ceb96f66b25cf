import Foundation

/// What is known of a file that is only partly there: kept beside it, so that another process goes on with it.
struct PartNote: Codable, Sendable, Hashable {
    /// Which file of which resource it is, in the caller's words.
    var identity: String
    /// Where it came from, without the query: a signature there is a secret, and changes.
    var source: String
    /// What proves to the server that the rest belongs to the same file; nil where the rest cannot be asked for.
    var validator: String?
    /// The entity tag, strong or weak.
    var tag: String?
    /// Nil where the server did not say.
    var byteCount: Int64?
    var digest: ContentDigest?
    /// How many bytes are known to be on the disk itself, whatever happens to the machine.
    var safeBytes: Int64 = 0
    /// The start of the machine under which the rest was written.
    var boot: String

    /// Names the current start of the machine; empty where it cannot be told.
    static let currentBoot: String = {
        // Without the file nothing that was not synced is trusted.
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()

    /// How many of so many bytes on the disk can be relied on.
    func reliable(of size: Int64) -> Int64 {
        let isSameBoot = !boot.isEmpty && boot == Self.currentBoot
        return min(isSameBoot ? size : min(size, safeBytes), byteCount ?? .max)
    }
}
