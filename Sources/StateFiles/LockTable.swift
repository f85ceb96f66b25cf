import Glibc
import Synchronization

/// The lock of one byte of a file by `fcntl`.
struct ByteLock {
    private var lock = flock()

    // In Linux since 3.15; Glibc declares them only with GNU extensions.
    private static let getOpenFileLock: Int32 = 36
    private static let setOpenFileLock: Int32 = 37

    init(_ byte: Int64, isShared: Bool = false) {
        lock.l_type = Int16(isShared ? F_RDLCK : F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(byte)
        lock.l_len = 1
    }

    func set(_ descriptor: Int32, ofProcess: Bool) -> ByteLocks.Attempt {
        var lock = lock
        if fcntl(descriptor, ofProcess ? F_SETLK : Self.setOpenFileLock, &lock) == 0 { return .taken }
        return errno == EAGAIN || errno == EACCES ? .held : .failed(errno)
    }

    func clear(_ descriptor: Int32, ofProcess: Bool) {
        var lock = lock
        lock.l_type = Int16(F_UNLCK)
        _ = fcntl(descriptor, ofProcess ? F_SETLK : Self.setOpenFileLock, &lock)
    }

    /// Nil if unknown.
    func isHeld(_ descriptor: Int32, ofProcess: Bool) -> Bool? {
        var lock = lock
        guard fcntl(descriptor, ofProcess ? F_GETLK : Self.getOpenFileLock, &lock) == 0 else { return nil }
        return lock.l_type != Int16(F_UNLCK)
    }
}

/// The bytes of one file locked by this process, for kernels with only process locks.
final class LockTable: Sendable {
    private let descriptor: Int32
    private let taken = Mutex<Set<Int64>>([])

    private static let all = Mutex<[FileIdentity: LockTable]>([:])

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Opens a file to lock its bytes, with a table if the kernel has only process locks. With a table, the descriptor
    /// is never closed.
    ///
    /// - Throws: `cannotOpen` or `refused`.
    static func place(
        of path: String, isOfProcess: (Int32) throws(ByteLocks.Failure) -> Bool
    ) throws(ByteLocks.Failure) -> (descriptor: Int32, table: LockTable?) {
        try all.withLock { tables throws(ByteLocks.Failure) in
            // If it were opened twice, the second descriptor could never be closed.
            if let table = FileIdentity(path: path).flatMap({ tables[$0] }) { return (table.descriptor, table) }
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            var status = stat()
            guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw .cannotOpen(errno) }
            // The file has no content to protect, so a failure does not matter.
            if status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
            do throws(ByteLocks.Failure) {
                guard try isOfProcess(descriptor) else { return (descriptor, nil) }
            } catch {
                close(descriptor)
                throw error
            }
            let table = LockTable(descriptor: descriptor)
            tables[FileIdentity(status)] = table
            return (descriptor, table)
        }
    }

    func take(_ byte: Int64) -> ByteLocks.Attempt {
        taken.withLock { taken in
            if taken.contains(byte) { return .held }
            let attempt = ByteLock(byte).set(descriptor, ofProcess: true)
            if attempt == .taken { taken.insert(byte) }
            return attempt
        }
    }

    func release(_ byte: Int64) {
        taken.withLock { taken in
            ByteLock(byte).clear(descriptor, ofProcess: true)
            taken.remove(byte)
        }
    }

    func isHeld(_ byte: Int64) -> Bool? {
        taken.withLock { $0.contains(byte) } ? true : ByteLock(byte).isHeld(descriptor, ofProcess: true)
    }
}
