import Foundation
import Glibc
import Synchronization

/// Tells the rows of a living process from those of a dead one, without process ids and without clocks.
///
/// Each open store has a token, and holds the lock on one byte of the file beside the store: the one at the offset
/// that is the token. The kernel lets go of the lock when the process ends, however it ends, so a token whose byte
/// can be locked belongs to nobody.
final class StorePresence: Sendable {
    /// Of this open store alone, as its rows carry it.
    let token: String
    /// Nil after leaving.
    private let place: Mutex<Place?>

    private enum Place: Sendable {
        case file(Int32)
        /// Of a store in memory: the tokens of the stores that share it.
        case memory(Tokens)
    }

    final class Tokens: Sendable {
        let living = Mutex<Set<String>>([])
    }

    // Linux has them since 3.15; Glibc shows them only to those who ask for GNU extensions.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

    /// Takes a token among those who have the store at `path` open.
    init(path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        let offset = Int64.random(in: 1..<Int64.max)
        var lock = Self.lock(at: offset)
        if fchmod(descriptor, 0o600) != 0 || fcntl(descriptor, Self.setLock, &lock) != 0 {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw .cannotOpen(path: path, reason: reason)
        }
        token = String(offset)
        place = Mutex(.file(descriptor))
    }

    /// Takes a token among those who share a store in memory.
    init(in tokens: Tokens = Tokens()) {
        let token = String(Int64.random(in: 1..<Int64.max))
        tokens.living.withLock { _ = $0.insert(token) }
        self.token = token
        place = Mutex(.memory(tokens))
    }

    deinit {
        leave()
    }

    /// Gives the token up: its rows belong to nobody from now on.
    func leave() {
        let place = place.withLock { place in
            defer { place = nil }
            return place
        }
        switch place {
        // Closing lets go of the lock.
        case .file(let descriptor): close(descriptor)
        case .memory(let tokens): tokens.living.withLock { _ = $0.remove(token) }
        case nil: break
        }
    }

    /// The tokens of a store in memory, for one more who shares it.
    var sharedTokens: Tokens? {
        place.withLock { place in
            if case .memory(let tokens) = place { tokens } else { nil }
        }
    }

    /// Whether the owner of a row lives; true where that cannot be found out.
    func isAlive(_ owner: String) -> Bool {
        if owner == token { return true }
        return place.withLock { place in
            switch place {
            case .memory(let tokens):
                return tokens.living.withLock { $0.contains(owner) }
            case .file(let descriptor):
                guard let offset = Int64(owner), offset > 0 else { return false }
                var lock = Self.lock(at: offset)
                return fcntl(descriptor, Self.getLock, &lock) != 0 || lock.l_type != Int16(F_UNLCK)
            case nil:
                return true
            }
        }
    }

    /// Tells the watchers of all processes that something was committed.
    ///
    /// Needed because what SQLite writes to its log it writes before the commit can be seen, and the commit itself is
    /// a change of shared memory, which no watcher is told of.
    func announce() {
        place.withLock { place in
            guard case .file(let descriptor) = place else { return }
            // Where it fails (a full disk, before the byte exists), the write to the log still gives a late notice.
            _ = pwrite(descriptor, "\n", 1, 0)
        }
    }

    private static func lock(at offset: Int64) -> flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(offset)
        lock.l_len = 1
        return lock
    }
}
