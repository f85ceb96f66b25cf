import Foundation

/// The note of a partial file, stored next to it, so that another process can resume it.
struct PartNote: Codable, Sendable, Hashable {
    /// The identity of the file, as defined by the caller.
    var identity: String
    /// The source without its query, which holds a secret and changing signature.
    var source: String
    /// The validator that ties the rest to the same file; nil if the rest cannot be requested.
    var validator: String?
    /// The entity tag, strong or weak.
    var tag: String?
    var byteCount: Int64?
    var digest: ContentDigest?
    /// The number of bytes known to be synced to disk.
    var safeBytes: Int64 = 0
    /// The boot id of the machine when the rest was written.
    var boot: String

    /// The id of the current boot; empty if unknown.
    static let currentBoot: String = {
        // Without it, only synced bytes count.
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()

    /// Returns the number of reliable bytes among those on disk.
    func reliable(of size: Int64) -> Int64 {
        let isSameBoot = !boot.isEmpty && boot == Self.currentBoot
        return min(isSameBoot ? size : min(size, safeBytes), byteCount ?? .max)
    }
}
