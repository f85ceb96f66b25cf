import Crypto
package import Foundation
import Glibc
package import MintDomain

/// Stores earlier previews of operations for comparison.
///
/// Pictures are files named by their hash, next to one index. Damaged or missing entries are skipped; the pictures seen
/// longest ago are dropped when space runs out. Two processes may share a directory: if both add at the same moment,
/// one entry may be lost, but no picture is ever incomplete.
package actor PreviewArchive {
    private let folder: String
    private let byteLimit: Int64
    private var index: PreviewIndex?

    /// The default limit for pictures: 256 MB.
    package static let defaultByteLimit: Int64 = 256_000_000
    /// The maximum number of previews per operation; the oldest are dropped.
    package static let mostPerOperation = 50

    /// The folder is an absolute path below the state folder, created with the first picture. The limit applies to all
    /// pictures together.
    package init(folder: String, byteLimit: Int64 = PreviewArchive.defaultByteLimit) {
        self.folder = folder
        self.byteLimit = byteLimit
    }

    /// Stores a preview, unless its picture is larger than the limit. A picture that the operation already has keeps
    /// the time it was first seen.
    ///
    /// Revisions count from 0; `feedback` is the user's request that led to it, nil for the first.
    /// - Throws: `FileProblem.disk`
    package func add(
        _ picture: [UInt8], of operation: OperationID, profile: ProfileID, revision: Int, feedback: String?,
        seenAt: Date
    ) async throws {
        guard !picture.isEmpty, Int64(picture.count) <= byteLimit else { return }
        let preview = ArchivedPreview(
            profile: profile.rawValue, operation: operation.rawValue, revision: revision, feedback: feedback,
            seenAt: seenAt, hash: Self.hash(picture), byteCount: picture.count)
        _ = loaded()
        // Another process may have added to it.
        var index = stored()
        guard index.insert(preview) else { return }
        do {
            try write(picture, named: preview.hash)
            let evicted = index.evict(toFit: byteLimit)
            try write(Array(try JSONEncoder().encode(index)), named: Self.indexName)
            self.index = index
            let kept = Set(index.previews.map(\.hash))
            for hash in evicted where !kept.contains(hash) { unlink(path(hash)) }
        } catch let problem as DiskProblem {
            throw FileProblem.disk(problem, directory: folder)
        }
    }

    /// Returns the previews of an operation, earliest revision first.
    package func previews(of operation: OperationID, profile: ProfileID) -> [ArchivedPreview] {
        loaded().previews.filter { $0.operation == operation.rawValue && $0.profile == profile.rawValue }
            .sorted { ($0.revision, $0.seenAt) < ($1.revision, $1.seenAt) }
    }

    /// Returns the picture; nil if its file is missing or changed.
    package func picture(of preview: ArchivedPreview) -> [UInt8]? {
        guard ArchivedPreview.isHash(preview.hash), let bytes = read(preview.hash, atMost: preview.byteCount),
            Self.hash(bytes) == preview.hash
        else { return nil }
        return bytes
    }

    // MARK: - Files

    private static let indexName = "index.json"
    private static let mostIndexBytes = 16 << 20

    private func path(_ name: String) -> String { folder + "/" + name }

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private func loaded() -> PreviewIndex {
        if let index { return index }
        let index = stored()
        // No entry refers to the leftovers of killed processes or lost indexes.
        removeStrangers(besides: Set(index.previews.map(\.hash)))
        self.index = index
        return index
    }

    private func stored() -> PreviewIndex {
        guard let bytes = read(Self.indexName, atMost: Self.mostIndexBytes) else { return PreviewIndex() }
        // An unreadable index counts as none.
        return (try? JSONDecoder().decode(PreviewIndex.self, from: Data(bytes))) ?? PreviewIndex()
    }

    private func removeStrangers(besides known: Set<String>) {
        // Without the directory there is nothing to remove.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let isOurs = ArchivedPreview.isHash(name) || name.hasSuffix(".new")
            if isOurs, !known.contains(name) { unlink(path(name)) }
        }
    }

    private func read(_ name: String, atMost limit: Int) -> [UInt8]? {
        let number = open(path(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard number >= 0 else { return nil }
        let file = OwnedDescriptor(number)
        var bytes: [UInt8] = []
        do {
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
            try file.readAll { bytes.append(contentsOf: $0) }
        } catch {
            // An unreadable file counts as missing.
            return nil
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], named name: String) throws {
        try makeFolder()
        let new = path("\(name).\(getpid()).new")
        let number = try checked { open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        do {
            let file = OwnedDescriptor(number)
            try bytes.withUnsafeBytes { try file.write($0, at: 0) }
            _ = try checked { rename(new, path(name)) }
        } catch {
            unlink(new)
            throw error
        }
    }

    private func makeFolder() throws {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST { throw DiskProblem(errno: errno) }
        }
    }
}
