import Foundation

/// Downloaded files in a folder of their own, up to a total size; what was read longest ago goes first.
///
/// Each file holds the hash of its content before the content, so that what is broken is noticed and dropped. Several
/// processes may use one folder at a time. Blocks its thread on the disk.
package struct PictureFiles: Sendable {
    /// The folder; it is made with the first file, for its owner alone.
    package let folder: String
    /// The most bytes of all files together.
    package let limit: Int

    private static let suffix = ".picture"
    private static let hashLength = 64

    package init(folder: String, limit: Int = 256 << 20) {
        self.folder = folder
        self.limit = limit
    }

    /// The bytes kept under a name, marked as used; nil where there are none, or they are broken.
    package func bytes(for name: String) -> [UInt8]? {
        let path = path(for: name)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let content = [UInt8](data.dropFirst(Self.hashLength))
        guard data.count >= Self.hashLength, data.prefix(Self.hashLength).elementsEqual(Self.digits(of: content)) else {
            unlink(path)
            return nil
        }
        // The time of its last use; a folder that cannot be written to only forgets the order.
        utimes(path, nil)
        return content
    }

    /// Keeps bytes under a name in place of what was there, and makes room for them.
    ///
    /// - Returns: Whether they are kept: not where the disk is full, the folder not writable or the limit smaller.
    @discardableResult
    package func keep(_ bytes: [UInt8], for name: String) -> Bool {
        guard bytes.count + Self.hashLength <= limit, makeFolder() else { return false }
        let path = path(for: name)
        let written = write(Self.digits(of: bytes) + bytes, to: path)
        if written { makeRoom(besides: path) }
        return written
    }

    /// Drops what is kept under a name.
    package func remove(_ name: String) {
        unlink(path(for: name))
    }

    /// The bytes of all files together.
    package func byteCount() -> Int {
        files().reduce(0) { $0 + $1.size }
    }

    private static func digits(of content: [UInt8]) -> [UInt8] {
        Array(ContentHash(of: content).digits.utf8)
    }

    /// Names come from a server: only their hash becomes part of a path.
    private func path(for name: String) -> String {
        folder + "/" + ContentHash(of: Array(name.utf8)).digits + Self.suffix
    }

    private func makeFolder() -> Bool {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return true
        } catch {
            return false
        }
    }

    /// Under a name of its own first, so that nobody ever reads half a file.
    private func write(_ bytes: [UInt8], to path: String) -> Bool {
        let temporary = "\(path).\(UInt64.random(in: .min ... .max))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        var isWritten = bytes.withUnsafeBytes { memory in
            var rest = memory[...]
            while !rest.isEmpty {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        isWritten = close(descriptor) == 0 && isWritten
        isWritten = isWritten && rename(temporary, path) == 0
        if !isWritten { unlink(temporary) }
        return isWritten
    }

    private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let count = Foundation.write(descriptor, bytes.baseAddress, bytes.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }

    private func files() -> [(path: String, size: Int, used: timespec)] {
        // No folder yet is no files.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            guard name.contains(Self.suffix) else { return nil }
            var status = stat()
            let path = folder + "/" + name
            guard lstat(path, &status) == 0 else { return nil }
            return (path, Int(status.st_size), status.st_mtim)
        }
    }

    private func makeRoom(besides newest: String) {
        let files = files()
        var total = files.reduce(0) { $0 + $1.size }
        guard total > limit else { return }
        let oldest = files.sorted { ($0.used.tv_sec, $0.used.tv_nsec) < ($1.used.tv_sec, $1.used.tv_nsec) }
        // A tenth more goes at once, so that the next file needs no search.
        for file in oldest where total > limit - limit / 10 && file.path != newest {
            if unlink(file.path) == 0 { total -= file.size }
        }
    }
}
