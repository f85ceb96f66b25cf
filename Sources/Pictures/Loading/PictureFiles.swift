import Foundation

/// Downloaded files in a separate folder, up to a total size; the least recently used ones are dropped first.
///
/// Each file starts with the hash of its content, so that damaged files are detected and dropped. Several processes may
/// use one folder. Blocks its thread on disk access.
package struct PictureFiles: Sendable {
    /// The folder; created with the first file, accessible to its owner only.
    package let folder: String
    package let limit: Int

    private static let suffix = ".picture"
    private static let hashLength = 64

    package init(folder: String, limit: Int = 256 << 20) {
        self.folder = folder
        self.limit = limit
    }

    /// The file under a name, marked as used; nil if missing or damaged.
    package func original(for name: String) -> OriginalPicture? {
        let path = path(for: name)
        guard let file = read(path) else { return nil }
        let original = OriginalPicture(Array(file.dropFirst(Self.hashLength)))
        guard file.count >= Self.hashLength, file.prefix(Self.hashLength).elementsEqual(original.hash.digits.utf8)
        else {
            unlink(path)
            return nil
        }
        // Updates the time of last use; a read-only folder only loses the order.
        utimes(path, nil)
        return original
    }

    /// Keeps a file under a name, replacing an older one, and frees space.
    ///
    /// - Returns: Whether it was kept; false for a full disk, a read-only folder or a smaller limit.
    @discardableResult
    package func keep(_ original: OriginalPicture, for name: String) -> Bool {
        guard original.bytes.count + Self.hashLength <= limit, makeFolder() else { return false }
        let path = path(for: name)
        let written = write(Array(original.hash.digits.utf8) + original.bytes, to: path)
        if written { makeRoom(besides: path) }
        return written
    }

    /// Names come from a server, so that only their hash is used in a path.
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

    /// The bytes of a file; nil if it cannot be one of ours, an empty array if reading fails.
    private func read(_ path: String) -> [UInt8]? {
        // Non-blocking, because opening a pipe of that name would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        guard size <= limit else { return [] }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                filled += count
            }
        }
    }

    /// Writes to a temporary name first, so that incomplete files are never read.
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
        // A missing folder has no files.
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
        // Frees a tenth more, so that the next file needs no search.
        for file in oldest where total > limit - limit / 10 && file.path != newest {
            if unlink(file.path) == 0 { total -= file.size }
        }
    }
}
