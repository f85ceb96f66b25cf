import Foundation
import MintDomain
import Synchronization

/// What all answers of a session together tell of the server's clock.
final class SharedServerClock: Sendable {
    private let clock = Mutex(ServerClock())

    var value: ServerClock { clock.withLock { $0 } }

    func note(_ date: Date, sentAt: Date, receivedAt: Date) {
        clock.withLock { $0.note(date, sentAt: sentAt, receivedAt: receivedAt) }
    }
}
