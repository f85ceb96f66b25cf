import Dispatch
import Glibc

extension DiskProblem {
    static let known: [Int32: DiskProblem] = [
        ENOSPC: .full, EDQUOT: .full, EACCES: .notAllowed, EPERM: .notAllowed, EROFS: .readOnly, ENOENT: .missing,
        ENOTDIR: .missing, ENAMETOOLONG: .tooLong, EFBIG: .tooBig, EISDIR: .isDirectory, EIO: .broken,
    ]
}

func systemText(_ code: Int32) -> String { String(cString: strerror(code)) }

/// Repeats a system call that a signal interrupted.
///
/// - Throws: `DiskProblem` for any result below zero
func checked<Result: SignedInteger>(_ call: () -> Result) throws(DiskProblem) -> Result {
    while true {
        let result = call()
        if result >= 0 { return result }
        if errno != EINTR { throw DiskProblem(errno: errno) }
    }
}

/// A file descriptor, closed with its last reference.
final class OwnedDescriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    static func directory(_ path: String) throws(DiskProblem) -> OwnedDescriptor {
        OwnedDescriptor(try checked { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    }

    /// Whether it is a regular file of this user with a single link: writing to it changes no other file, and no other
    /// user can change it later.
    func isOwnFile() throws(DiskProblem) -> Bool {
        let status = try status()
        return status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid() && status.st_nlink == 1
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(DiskProblem) {
        var done = 0
        while done < bytes.count {
            done += try checked {
                pwrite(number, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset) + off_t(done))
            }
        }
    }

    /// Passes the whole content to the body, piece by piece.
    func readAll(_ body: (UnsafeRawBufferPointer) -> Void) throws(DiskProblem) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var offset: off_t = 0
        while true {
            let count = try checked { pread(number, buffer.baseAddress, buffer.count, offset) }
            if count == 0 { return }
            body(UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
            offset += off_t(count)
        }
    }

    func status() throws(DiskProblem) -> stat {
        var result = stat()
        _ = try checked { fstat(number, &result) }
        return result
    }
}

/// Runs a call that may block for long on a separate thread.
func offThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        blockingCalls.async { continuation.resume(with: Result(catching: body)) }
    }
}

private let blockingCalls = DispatchQueue(label: "mintop.files", attributes: .concurrent)
