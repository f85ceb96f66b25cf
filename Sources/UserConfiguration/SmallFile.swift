import Foundation

/// A file that was opened, looked at and read as one, so that what was checked is what was read.
struct SmallFile {
    enum Failure: Error {
        case notFound
        /// The system's number says why.
        case notReadable(Int32)
        case notAFile
        case tooLarge
    }

    let bytes: [UInt8]
    let owner: uid_t
    /// The permission bits.
    let mode: mode_t

    /// Opens the file, follows links, and reads it whole after `check` has seen owner and mode.
    ///
    /// It never waits: a pipe without a writer is refused like everything else that is no ordinary file.
    /// - Throws: `Failure`, or what `check` throws.
    init(path: String, limit: Int, check: (_ owner: uid_t, _ mode: mode_t) throws -> Void = { _, _ in }) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let number = errno
            throw number == ENOENT || number == ENOTDIR ? Failure.notFound : Failure.notReadable(number)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure.notReadable(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure.notAFile }
        owner = status.st_uid
        mode = status.st_mode & 0o7777
        try check(owner, mode)
        bytes = try Self.read(descriptor, limit: limit)
    }

    /// Everything up to the end; one byte over the limit is too much.
    private static func read(_ descriptor: Int32, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = piece.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.notReadable(errno)
            }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else { throw Failure.tooLarge }
        }
    }
}
