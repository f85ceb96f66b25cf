import Foundation
package import MintDomain
import Synchronization

/// The server's clock offset from all responses of a session.
package final class SharedServerClock: Sendable {
    private let clock = Mutex(ServerClock())

    package var value: ServerClock { clock.withLock { $0 } }

    func note(_ date: Date, sentAt: Date, receivedAt: Date) {
        clock.withLock { $0.note(date, sentAt: sentAt, receivedAt: receivedAt) }
    }
}
