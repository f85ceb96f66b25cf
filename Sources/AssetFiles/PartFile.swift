import CFileSystem
import Foundation
import Glibc

/// A file that is not whole yet, beside the place it will have: locked, so that only one process writes it.
///
/// The lock goes with the process, however that ends. Used by one task at a time.
final class PartFile: Sendable {
    let fileName: String
    private let directory: OwnedDescriptor
    private let file: OwnedDescriptor

    private var partName: String { Self.partName(fileName) }
    private var noteName: String { partName + ".json" }

    static func partName(_ fileName: String) -> String { ".\(fileName).mintop-part" }

    /// Opens it, or makes it.
    ///
    /// - Throws: `FileProblem.busy`, `DiskProblem`
    init(_ fileName: String, in path: String) throws {
        self.fileName = fileName
        directory = try OwnedDescriptor.directory(path)
        file = try Self.locked(Self.partName(fileName), in: directory, fileName)
    }

    private static func locked(
        _ name: String, in directory: OwnedDescriptor, _ fileName: String
    ) throws -> OwnedDescriptor {
        while true {
            let descriptor = try checked {
                openat(directory.number, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
            }
            let file = OwnedDescriptor(descriptor)
            guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
                if errno == EINTR { continue }
                if errno == EWOULDBLOCK { throw FileProblem.busy(fileName: fileName) }
                throw DiskProblem(errno: errno)
            }
            // Whoever had the lock before may have given the file its final name: then this is not the part any more.
            var named = stat()
            let status = try file.status()
            if fstatat(directory.number, name, &named, AT_SYMLINK_NOFOLLOW) == 0, named.st_ino == status.st_ino,
                named.st_dev == status.st_dev
            {
                return file
            }
        }
    }

    /// Lets the next one have it, whoever still holds this value; nothing may be written afterwards.
    func unlock() {
        _ = flock(file.number, LOCK_UN)
    }

    // MARK: - Content

    /// How many bytes are there.
    ///
    /// - Throws: `DiskProblem`
    func size() throws(DiskProblem) -> Int64 { Int64(try file.status().st_size) }

    /// - Throws: `DiskProblem`
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(DiskProblem) {
        try file.write(bytes, at: offset)
    }

    /// - Throws: `DiskProblem`
    func cut(to size: Int64) throws(DiskProblem) {
        _ = try checked { ftruncate(file.number, off_t(size)) }
    }

    /// Forces everything to the disk.
    ///
    /// - Throws: `DiskProblem`
    func sync() throws(DiskProblem) {
        _ = try checked { fsync(file.number) }
    }

    /// - Throws: `DiskProblem`
    func matches(_ digest: ContentDigest) throws(DiskProblem) -> Bool {
        var check = digest.check
        try file.readAll { check.update($0) }
        return check.isRight
    }

    /// Its first bytes, as many as `ContentCheck.beginning`.
    ///
    /// - Throws: `DiskProblem`
    func beginning() throws(DiskProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: ContentCheck.beginning)
        let count = try checked { pread(file.number, &bytes, bytes.count, 0) }
        return Array(bytes.prefix(count))
    }

    /// How many bytes fit on the disk now; nil where it does not say.
    func room() -> Int64? {
        var result = statvfs()
        guard fstatvfs(directory.number, &result) == 0, result.f_blocks > 0 else { return nil }
        return Int64(exactly: result.f_bavail.multipliedReportingOverflow(by: result.f_frsize).partialValue)
    }

    // MARK: - The note beside it

    /// Nil where there is none that can be read: then nothing of the part is trusted.
    func note() -> PartNote? {
        guard let descriptor = try? checked({ openat(directory.number, noteName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) })
        else { return nil }
        var data = Data()
        // A note that cannot be read is as good as none.
        try? OwnedDescriptor(descriptor).readAll { if data.count < 1 << 16 { data.append(contentsOf: $0) } }
        return try? JSONDecoder().decode(PartNote.self, from: data)
    }

    /// - Throws: `DiskProblem`
    func keep(_ note: PartNote) throws {
        let data = try JSONEncoder().encode(note)
        let new = noteName + ".new"
        let descriptor = try checked {
            openat(directory.number, new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        let file = OwnedDescriptor(descriptor)
        try data.withUnsafeBytes { try file.write($0, at: 0) }
        _ = try checked { renameat(directory.number, new, directory.number, noteName) }
    }

    // MARK: - Its end

    /// Removes it and its note.
    func remove() {
        unlinkat(directory.number, partName, 0)
        unlinkat(directory.number, noteName, 0)
    }

    /// What has a name in the directory.
    enum Neighbour: Sendable, Hashable {
        case none
        case file(size: Int64)
        /// A directory, a link, a device.
        case other
    }

    /// - Throws: `DiskProblem`
    func neighbour(_ name: String) throws(DiskProblem) -> Neighbour {
        var status = stat()
        guard fstatat(directory.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return .none }
            throw DiskProblem(errno: errno)
        }
        return status.st_mode & S_IFMT == S_IFREG ? .file(size: Int64(status.st_size)) : .other
    }

    /// Whether the file of that name has the very bytes of this one.
    ///
    /// - Throws: `DiskProblem`
    func equals(_ name: String) throws(DiskProblem) -> Bool {
        guard case .file(let size) = try neighbour(name), size == (try self.size()) else { return false }
        let descriptor = openat(directory.number, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        // A file that cannot be read is not known to be equal.
        guard descriptor >= 0 else { return false }
        let other = OwnedDescriptor(descriptor)
        var isEqual = true
        var offset: off_t = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        try file.readAll { bytes in
            guard isEqual else { return }
            var filled = 0
            while filled < bytes.count {
                let count = pread(
                    other.number, buffer.baseAddress.map { $0 + filled }, bytes.count - filled,
                    offset + off_t(filled))
                if count <= 0 { break }
                filled += count
            }
            isEqual = filled == bytes.count && bytes.elementsEqual(buffer[0..<filled])
            offset += off_t(bytes.count)
        }
        return isEqual
    }

    /// Gives it the name, and removes the note.
    ///
    /// - Parameters:
    ///   - name: one part of a path.
    ///   - overwrites: whether what has the name now goes.
    /// - Returns: false where the name is taken and nothing was done.
    /// - Throws: `DiskProblem`
    func place(as name: String, overwrites: Bool) throws(DiskProblem) -> Bool {
        let result =
            overwrites
            ? renameat(directory.number, partName, directory.number, name)
            : mintop_rename_to_free_name(directory.number, partName, directory.number, name)
        if result != 0 {
            if errno == EEXIST, !overwrites { return false }
            throw DiskProblem(errno: errno)
        }
        unlinkat(directory.number, noteName, 0)
        // The file is there under its name; only a power failure right now could take the name back.
        _ = fsync(directory.number)
        return true
    }
}
