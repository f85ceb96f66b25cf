import Glibc
import StateFiles
import Synchronization

/// Distinguishes rows of a living process from those of a dead one, without process ids and clocks.
///
/// Each open store has a token, and holds the lock on the byte at that offset of the lock file. The kernel
/// releases the lock when the process ends in any way, so a token whose byte can be locked belongs to no process.
final class StorePresence: Sendable {
    /// The token of this open store, as stored in its rows.
    let token: String
    private let place: Mutex<Place?>

    private enum Place: Sendable {
        case file(ByteLocks)
        /// For a store in memory: the tokens of the stores that share it.
        case memory(Tokens)
    }

    final class Tokens: Sendable {
        let living = Mutex<Set<String>>([])
    }

    /// Takes a token among the processes that have the store open, with the locks of the lock file.
    init(_ locks: ByteLocks) throws(ByteLocks.Failure) {
        let offset = Self.randomOffset()
        switch locks.take(offset) {
        case .failed(let code): throw .refused(code)
        case .taken, .held: break
        }
        token = String(offset)
        place = Mutex(.file(locks))
    }

    /// Takes a token among the users of a store in memory.
    init(in tokens: Tokens = Tokens()) {
        let token = String(Self.randomOffset())
        tokens.living.withLock { _ = $0.insert(token) }
        self.token = token
        place = Mutex(.memory(tokens))
    }

    deinit {
        leave()
    }

    /// Releases the token: its rows belong to no process from now on.
    func leave() {
        let place = place.withLock { place in
            defer { place = nil }
            return place
        }
        switch place {
        case .file(let locks): locks.close()
        case .memory(let tokens): tokens.living.withLock { _ = $0.remove(token) }
        case nil: break
        }
    }

    /// The tokens of a store in memory, for another user of it.
    var sharedTokens: Tokens? {
        place.withLock { place in
            if case .memory(let tokens) = place { tokens } else { nil }
        }
    }

    /// Whether the owner of a row lives; true if unknown.
    func isAlive(_ owner: String) -> Bool {
        if owner == token { return true }
        return place.withLock { place in
            switch place {
            case .memory(let tokens):
                return tokens.living.withLock { $0.contains(owner) }
            case .file(let locks):
                guard let offset = Int64(owner), offset > 0 else { return false }
                return locks.isHeld(offset) ?? true
            case nil:
                return true
            }
        }
    }

    /// The id of the process that took a token, for messages; nil for a token of an older version.
    static func processID(of token: String) -> Int? {
        Int64(token).flatMap { $0 >> 62 == 1 ? Int($0 & (1 << processBits - 1)) : nil }
    }

    /// The highest bit marks a token with a process id in the lowest bits.
    private static func randomOffset() -> Int64 {
        let random = Int64.random(in: 0..<(1 << (62 - processBits)))
        return 1 << 62 | random << processBits | Int64(getpid()) & (1 << processBits - 1)
    }

    /// The maximum size of a process id in Linux.
    private static let processBits = 22

    /// Notifies the watchers of all processes of a commit.
    ///
    /// SQLite writes its log before the commit is visible, and the commit itself is a change of shared memory, which
    /// watchers do not see. If the announcement fails, the write to the log still gives a late notice.
    func announce() {
        place.withLock { place in
            if case .file(let locks) = place { locks.touch() }
        }
    }

    func isOpen(_ identity: FileIdentity?) -> Bool {
        place.withLock { place in
            if case .file(let locks) = place { locks.isOpen(identity) } else { true }
        }
    }
}
