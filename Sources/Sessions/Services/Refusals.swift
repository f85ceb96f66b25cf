import CommandOutput
import MintDomain
import Synchronization

/// The exit status for the last failed attempt of each mutation. Thread-safe.
package final class Refusals: Sendable {
    private let statuses = Mutex<[IdempotencyKey: CommandFailure.Status]>([:])

    func note(_ status: CommandFailure.Status, for key: IdempotencyKey) {
        statuses.withLock { $0[key] = status }
    }

    func status(of key: IdempotencyKey) -> CommandFailure.Status? {
        statuses.withLock { $0[key] }
    }
}
