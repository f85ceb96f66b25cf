import Glibc
import Synchronization

/// Locks single bytes of a file, between and within processes. Locks end with the process.
///
/// Locks of the open file (`F_OFD_SETLK`) are used if the kernel has them. Elsewhere (gVisor, Linux before 3.15) the
/// locks of the process are used: closing any descriptor of the file would release them, so one descriptor of each file
/// stays open for the life of the process, and a table records the locks of this process.
package final class ByteLocks: Sendable {
    /// The reason why a file cannot be locked.
    package enum Failure: Error, Hashable, Sendable {
        /// The file cannot be made or opened; an `errno`.
        case cannotOpen(Int32)
        /// The file system refuses locks; an `errno`.
        case refused(Int32)
        /// The file system does not answer within a second.
        case silent
    }

    package enum Attempt: Hashable, Sendable {
        case taken
        /// Another holder has the lock.
        case held
        /// An `errno`.
        case failed(Int32)
    }

    private struct Place: Sendable {
        let descriptor: Int32
        /// Nil for locks of the open file.
        let table: LockTable?
        /// The bytes locked through this object.
        var mine: Set<Int64> = []
    }

    private let place: Mutex<Place?>
    /// Whether the kernel has only locks of the process.
    package let isOfProcess: Bool

    /// The byte locked briefly to test whether locks work; reserved for that.
    private static let probed: Int64 = 1
    package static let firstFree: Int64 = 2

    /// Opens the file, creates it (0600) if missing, and tests these locks and those of SQLite.
    ///
    /// - Throws: `Failure`, after one second at most.
    package static func open(_ path: String) throws(Failure) -> ByteLocks {
        let opened = boundedCall(milliseconds: 1000) { () -> Result<ByteLocks, Failure> in
            Result { () throws(Failure) in try ByteLocks(path) }
        }
        guard let opened else { throw .silent }
        return try opened.get()
    }

    private init(_ path: String) throws(Failure) {
        let (descriptor, table) = try LockTable.place(of: path, isOfProcess: Self.isOfProcess)
        place = Mutex(Place(descriptor: descriptor, table: table))
        isOfProcess = table != nil
        // SQLite uses the locks of the process.
        if let code = failure {
            close()
            throw .refused(code)
        }
    }

    deinit {
        close()
    }

    package func close() {
        let place = place.withLock { place in
            defer { place = nil }
            return place
        }
        guard let place else { return }
        // Closing releases the locks of an open file.
        guard let table = place.table else { return _ = Glibc.close(place.descriptor) }
        for byte in place.mine { table.release(byte) }
    }

    /// Locks a byte if it is free.
    package func take(_ byte: Int64) -> Attempt {
        place.withLock { place in
            guard let open = place else { return .failed(EBADF) }
            let attempt = open.table?.take(byte) ?? ByteLock(byte).set(open.descriptor, ofProcess: false)
            if attempt == .taken { place?.mine.insert(byte) }
            return attempt
        }
    }

    package func release(_ byte: Int64) {
        place.withLock { place in
            guard let open = place, place?.mine.remove(byte) != nil else { return }
            guard let table = open.table else { return ByteLock(byte).clear(open.descriptor, ofProcess: false) }
            table.release(byte)
        }
    }

    /// Whether a byte is locked; nil if unknown.
    package func isHeld(_ byte: Int64) -> Bool? {
        place.withLock { place in
            guard let open = place else { return nil }
            if open.mine.contains(byte) { return true }
            return open.table?.isHeld(byte) ?? ByteLock(byte).isHeld(open.descriptor, ofProcess: false)
        }
    }

    /// The `errno` of the file system for the locks that SQLite uses; nil while they work.
    package var failure: Int32? {
        place.withLock { place in
            guard let descriptor = place?.descriptor else { return nil }
            let lock = ByteLock(Self.probed, isShared: true)
            switch lock.set(descriptor, ofProcess: true) {
            case .failed(let code): return code
            case .held: return nil
            case .taken:
                lock.clear(descriptor, ofProcess: true)
                return nil
            }
        }
    }

    /// Waits briefly for a lock of SQLite held by another process, as a busy handler.
    ///
    /// - Parameter attempts: The attempts so far, from 0.
    /// - Returns: Whether to try again: false after about 5 s, and at once if locks do not work at all, which SQLite
    ///   reports in the same way.
    package func waitForSQLite(_ attempts: Int) -> Bool {
        guard attempts < 210, failure == nil else { return false }
        usleep(UInt32(min(attempts + 1, 25)) * 1000)
        return true
    }

    /// Locks a byte, waiting up to 60 s for another process: a first start on a busy machine takes seconds.
    ///
    /// - Returns: `held` after that time.
    package func wait(for byte: Int64) -> Attempt {
        for _ in 0..<2400 {
            let attempt = take(byte)
            guard attempt == .held else { return attempt }
            usleep(25_000)
        }
        return .held
    }

    /// Marks the file as changed, for its watchers.
    package func touch() {
        place.withLock { place in
            guard let descriptor = place?.descriptor else { return }
            // If it fails (a full disk before the byte exists), only the mark is missing.
            _ = pwrite(descriptor, "\n", 1, 0)
        }
    }

    package func isOpen(_ identity: FileIdentity?) -> Bool {
        place.withLock { place in
            var status = stat()
            guard let descriptor = place?.descriptor, fstat(descriptor, &status) == 0 else { return false }
            return FileIdentity(status) == identity
        }
    }

    /// Determines from an open file whether the kernel lacks locks of open files.
    private static func isOfProcess(_ descriptor: Int32) throws(Failure) -> Bool {
        let lock = ByteLock(probed, isShared: true)
        switch lock.set(descriptor, ofProcess: false) {
        case .taken:
            lock.clear(descriptor, ofProcess: false)
            return false
        case .held: return false
        case .failed(EINVAL): return true
        case .failed(let code): throw .refused(code)
        }
    }
}
