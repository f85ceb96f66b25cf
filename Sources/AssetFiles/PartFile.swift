import CFileSystem
import Foundation
import Glibc

/// A partial file next to its final place, locked so that only one process writes it.
///
/// The lock ends with the process. Used by one task at a time.
final class PartFile: Sendable {
    let fileName: String
    private let path: String
    private let directory: OwnedDescriptor
    private let file: OwnedDescriptor

    private var partName: String { Self.partName(fileName) }
    private var noteName: String { partName + ".json" }

    static func partName(_ fileName: String) -> String { ".\(fileName).mintop-part" }

    /// Opens or creates the file. An existing one is used only if it is a regular file of this user with a single link.
    ///
    /// - Throws: `FileProblem.busy`, `FileProblem.foreignPart`, `DiskProblem`
    init(_ fileName: String, in path: String) throws {
        self.fileName = fileName
        self.path = path
        directory = try OwnedDescriptor.directory(path)
        file = try Self.locked(fileName, in: directory, path)
    }

    private static func locked(
        _ fileName: String, in directory: OwnedDescriptor, _ path: String
    ) throws -> OwnedDescriptor {
        let name = partName(fileName)
        while true {
            guard let file = try opened(name, in: directory) else {
                throw FileProblem.foreignPart(name: name, directory: path)
            }
            guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
                if errno == EINTR { continue }
                if errno == EWOULDBLOCK { throw FileProblem.busy(fileName: fileName) }
                throw DiskProblem(errno: errno)
            }
            // The previous holder of the lock may have renamed the file to its final name: then it is no longer the
            // part.
            var named = stat()
            let status = try file.status()
            if fstatat(directory.number, name, &named, AT_SYMLINK_NOFOLLOW) == 0, named.st_ino == status.st_ino,
                named.st_dev == status.st_dev
            {
                return file
            }
        }
    }

    /// Opens the existing part or a new one; nil if the name belongs to something else.
    ///
    /// A new one may have any owner: some file systems give all files to one user.
    private static func opened(_ name: String, in directory: OwnedDescriptor) throws(DiskProblem) -> OwnedDescriptor? {
        let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        while true {
            let new = openat(directory.number, name, flags | O_CREAT | O_EXCL, 0o666)
            if new >= 0 { return OwnedDescriptor(new) }
            guard errno == EEXIST || errno == EINTR else { throw DiskProblem(errno: errno) }
            let old = openat(directory.number, name, flags)
            if old >= 0 {
                let file = OwnedDescriptor(old)
                return try file.isOwnFile() ? file : nil
            }
            // Renamed to its final name meanwhile.
            guard errno == ENOENT || errno == EINTR else { return nil }
        }
    }

    /// Releases the lock; nothing may be written afterward.
    func unlock() {
        _ = flock(file.number, LOCK_UN)
    }

    // MARK: - Content

    func size() throws(DiskProblem) -> Int64 { Int64(try file.status().st_size) }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(DiskProblem) {
        try file.write(bytes, at: offset)
    }

    func cut(to size: Int64) throws(DiskProblem) {
        _ = try checked { ftruncate(file.number, off_t(size)) }
    }

    func sync() throws(DiskProblem) {
        _ = try checked { fsync(file.number) }
    }

    func matches(_ digest: ContentDigest) throws(DiskProblem) -> Bool {
        var check = digest.check
        try file.readAll { check.update($0) }
        return check.isRight
    }

    func beginning() throws(DiskProblem) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: ContentCheck.beginning)
        let count = try checked { pread(file.number, &bytes, bytes.count, 0) }
        return Array(bytes.prefix(count))
    }

    /// The free space on the disk in bytes; nil if unknown.
    func room() -> Int64? {
        var result = statvfs()
        guard fstatvfs(directory.number, &result) == 0, result.f_blocks > 0 else { return nil }
        return Int64(exactly: result.f_bavail.multipliedReportingOverflow(by: result.f_frsize).partialValue)
    }

    // MARK: - The note

    /// Nil without a readable note of this user: then the part is not trusted.
    func note() -> PartNote? {
        let descriptor = openat(directory.number, noteName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        let file = OwnedDescriptor(descriptor)
        var data = Data()
        // `try?`: an unreadable note counts as none.
        guard (try? file.isOwnFile()) == true else { return nil }
        try? file.readAll { if data.count < 1 << 16 { data.append(contentsOf: $0) } }
        return try? JSONDecoder().decode(PartNote.self, from: data)
    }

    /// Replaces the note through a new file; the existing one is never written to.
    ///
    /// - Throws: `FileProblem.foreignPart`, `DiskProblem`
    func keep(_ note: PartNote) throws {
        let data = try JSONEncoder().encode(note)
        let new = noteName + ".new"
        unlinkat(directory.number, new, 0)
        let descriptor = openat(
            directory.number, new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? FileProblem.foreignPart(name: new, directory: path) : DiskProblem(errno: errno)
        }
        let file = OwnedDescriptor(descriptor)
        try data.withUnsafeBytes { try file.write($0, at: 0) }
        if renameat(directory.number, new, directory.number, noteName) == 0 { return }
        let problem = DiskProblem(errno: errno)
        unlinkat(directory.number, new, 0)
        let isTaken = problem == .notAllowed || problem == .isDirectory
        throw isTaken ? FileProblem.foreignPart(name: noteName, directory: path) : problem
    }

    // MARK: - Its end

    func remove() {
        unlinkat(directory.number, partName, 0)
        unlinkat(directory.number, noteName, 0)
    }

    enum Neighbor: Sendable, Hashable {
        case none
        case file(size: Int64)
        /// A directory, a link, a device.
        case other
    }

    func neighbor(_ name: String) throws(DiskProblem) -> Neighbor {
        var status = stat()
        guard fstatat(directory.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return .none }
            throw DiskProblem(errno: errno)
        }
        return status.st_mode & S_IFMT == S_IFREG ? .file(size: Int64(status.st_size)) : .other
    }

    func equals(_ name: String) throws(DiskProblem) -> Bool {
        guard case .file(let size) = try neighbor(name), size == (try self.size()) else { return false }
        let descriptor = openat(directory.number, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        // An unreadable file counts as different.
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

    /// Renames the part to its final name and removes the note. Returns false, without an effect, if the name is taken.
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
        // The file has its name; only a power failure at this moment could undo that.
        _ = fsync(directory.number)
        return true
    }
}
