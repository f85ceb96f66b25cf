import Foundation
import Glibc

/// The reason why a file or folder of mintop's state is rejected; each ends a sentence that begins with its path.
package enum PrivacyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// It belongs to another user.
    case foreign(userID: UInt32)
    /// Group or others can write it.
    case writable(remedy: String)
    /// An `errno`: it cannot be made or examined.
    case unusable(Int32)

    package var description: String {
        switch self {
        case .foreign(let userID):
            "belongs to the user \(Self.name(of: userID)), not to you"
        case .writable(let remedy):
            "can be written by other users: make sure that its content is yours, then run \(remedy)"
        case .unusable(let code):
            "cannot be used (\(String(cString: strerror(code))))"
        }
    }

    private static func name(of userID: UInt32) -> String {
        guard let entry = getpwuid(userID), let name = entry.pointee.pw_name else { return String(userID) }
        return String(cString: name)
    }
}

/// A file of mintop's state that only its owner may use.
package struct PrivateFile: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Makes an existing file private, without opening it: closing it would release SQLite's locks.
    ///
    /// - Returns: Whether others can still read it because its file system does not support modes.
    /// - Throws: `foreign`, `writable` or `unusable`.
    package func makePrivate() throws(PrivacyProblem) -> Bool {
        let mode = try Self.checkedMode(of: path, remedy: "chmod 600")
        guard mode & 0o077 != 0 else { return false }
        // EPERM and the like come from file systems without modes, such as FAT and some network mounts.
        if chmod(path, 0o600) != 0, ![EPERM, EROFS, ENOTSUP, EINVAL, ENOSYS].contains(errno) {
            throw .unusable(errno)
        }
        return try Self.checkedMode(of: path, remedy: "chmod 600") & 0o077 != 0
    }

    /// Makes a missing folder (0700) and its parents, and rejects one that other users can change.
    ///
    /// - Throws: `foreign`, `writable` or `unusable`.
    package static func prepareFolder(_ path: String) throws(PrivacyProblem) {
        try makeFolder(path)
        _ = try checkedMode(of: path, remedy: "chmod go-w")
    }

    /// Makes a missing folder (0700) and its parents. Modes are not changed afterward, which some file systems refuse.
    ///
    /// - Throws: `unusable`.
    package static func makeFolder(_ path: String) throws(PrivacyProblem) {
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return }
            throw .unusable(ENOTDIR)
        }
        guard errno == ENOENT else { throw .unusable(errno) }
        let above = (path as NSString).deletingLastPathComponent
        if !above.isEmpty, above != path { try makeFolder(above) }
        // Another process may have made it meanwhile.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .unusable(errno) }
    }

    /// Makes an empty private file of a new name.
    ///
    /// - Throws: `unusable`.
    package func create() throws(PrivacyProblem) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(errno) }
        close(descriptor)
    }

    /// Replaces the file atomically by a private one with this text.
    ///
    /// - Throws: `unusable`; then the old file remains.
    package func replace(with text: String) throws(PrivacyProblem) {
        var name = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw .unusable(errno) }
        let isWritten = text.utf8.withContiguousStorageIfAvailable { bytes in
            write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
        }
        close(descriptor)
        guard isWritten == true, rename(name, path) == 0 else {
            let code = errno
            unlink(name)
            throw .unusable(code)
        }
    }

    /// The `errno` of writing a small file next to it; nil if new data fits on the disk.
    package var writeFailure: Int32? {
        var name = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return errno }
        defer {
            unlink(name)
            close(descriptor)
        }
        let block = [UInt8](repeating: 0, count: 4096)
        return pwrite(descriptor, block, block.count, 0) == block.count && fsync(descriptor) == 0 ? nil : errno
    }

    /// Syncs a file and its folder entry to disk.
    package func synchronize() {
        for place in [path, (path as NSString).deletingLastPathComponent] {
            let descriptor = open(place.isEmpty ? "." : place, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            fsync(descriptor)
            close(descriptor)
        }
    }

    private static func checkedMode(of path: String, remedy: String) throws(PrivacyProblem) -> UInt32 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unusable(errno) }
        guard status.st_uid == geteuid() else { throw .foreign(userID: status.st_uid) }
        if status.st_mode & 0o022 != 0 { throw .writable(remedy: "\(remedy) \(path)") }
        return status.st_mode & 0o777
    }
}
