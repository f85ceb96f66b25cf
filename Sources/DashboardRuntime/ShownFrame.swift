package import Dashboard
import Synchronization
package import TerminalCore

/// What the cells of the frame on the screen belong to; safe to use from any isolation.
///
/// The reader of the terminal asks it when the mouse does something, before the event waits in any queue: by the time the
/// loop comes to it, another frame may be on the screen.
package final class ShownFrame: Sendable {
    private let hits = Mutex(HitMap())

    package init() {}

    /// What an event of the terminal is for the loop.
    package func action(of event: TerminalEvent) -> Action {
        guard case .mouse(let mouse) = event else { return .terminal(event) }
        return .pointed(mouse, on: hits.withLock { $0 })
    }

    func take(_ new: HitMap) {
        hits.withLock { $0 = new }
    }
}
