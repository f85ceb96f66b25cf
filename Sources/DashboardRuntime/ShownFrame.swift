package import Dashboard
import Synchronization
package import TerminalCore

/// The hit map of the frame on the screen; safe to use from any isolation.
///
/// Mouse events get the hit map when they are read, because the screen may show another frame when the loop handles
/// them.
package final class ShownFrame: Sendable {
    private let hits = Mutex(HitMap())

    package init() {}

    package func action(of event: TerminalEvent) -> Action {
        guard case .mouse(let mouse) = event else { return .terminal(event) }
        return .pointed(mouse, on: hits.withLock { $0 })
    }

    func take(_ new: HitMap) {
        hits.withLock { $0 = new }
    }
}
