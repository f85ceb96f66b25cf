import MintDomain
import Synchronization

/// Why the newest attempt to send a mutation failed, as the exit status of a command. Safe from any isolation.
final class Refusals: Sendable {
    private let statuses = Mutex<[IdempotencyKey: CommandFailure.Status]>([:])

    func note(_ status: CommandFailure.Status, for key: IdempotencyKey) {
        statuses.withLock { $0[key] = status }
    }

    func status(of key: IdempotencyKey) -> CommandFailure.Status? {
        statuses.withLock { $0[key] }
    }
}
