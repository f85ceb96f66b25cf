import Foundation

/// A file opened once for checking and reading, so that both see the same file.
struct SmallFile {
    enum Failure: Error {
        case notFound
        /// An `errno`.
        case notReadable(Int32)
        case notAFile
        case tooLarge
    }

    let bytes: [UInt8]
    let owner: uid_t
    /// The permission bits.
    let mode: mode_t

    /// Opens the file, follows links, and reads it whole after `check` of owner and mode.
    ///
    /// Never blocks: a pipe without a writer is rejected like every other irregular file.
    /// - Throws: `Failure`, or the error of `check`.
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

    /// Reads to the end; fails for one byte over the limit.
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
