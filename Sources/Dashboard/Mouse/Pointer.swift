package import FoundationEssentials
package import TerminalCore

/// The mouse state between events. It knows only targets, not the dashboard's state.
package struct Pointer: Sendable, Hashable {
    private struct Press: Sendable, Hashable {
        let target: HitTarget
        let at: Date
    }

    /// The longest time between two presses of a double press, in seconds.
    package static let doublePressSeconds = 0.4
    /// The number of lines per wheel notch.
    package static let wheelLines = 3

    /// The target under the pressed button and the last position; nil while no button is pressed.
    private var held: (target: HitTarget, at: Point)? {
        get { heldTarget.flatMap { target in heldAt.map { (target, $0) } } }
        set { (heldTarget, heldAt) = (newValue?.target, newValue?.at) }
    }
    private var heldTarget: HitTarget?
    private var heldAt: Point?
    private var last: Press?

    package init() {}

    /// Returns the gesture of a mouse event; nil if there is none. `hits` belongs to the frame that was visible at that
    /// time.
    package mutating func gesture(_ event: MouseEvent, on hits: HitMap, at now: Date) -> Gesture? {
        let target = hits.target(at: event.at)
        switch event.action {
        case .press, .doublePress: return press(target, event, now)
        case .drag:
            guard let (target, start) = held else { return nil }
            held = (target, event.at)
            return .drag(target, from: start, to: event.at)
        case .release:
            defer { held = nil }
            // Releasing the button outside its target cancels the click.
            guard let pressed = held?.target, pressed == target else { return nil }
            return .click(pressed)
        case .wheelUp: return target.map { .scroll($0, lines: -Self.wheelLines) }
        case .wheelDown: return target.map { .scroll($0, lines: Self.wheelLines) }
        }
    }

    private mutating func press(_ target: HitTarget?, _ event: MouseEvent, _ now: Date) -> Gesture? {
        defer { held = target.map { ($0, event.at) } }
        guard let target else {
            last = nil
            return nil
        }
        // The same position is not enough, because another row may be there now.
        let isSecond =
            last.map { $0.target == target && isSoon(after: $0.at, event, now) } == true && target.opens
        last = isSecond ? nil : Press(target: target, at: now)
        return isSecond ? .open(target) : .press(target)
    }

    private func isSoon(after first: Date, _ event: MouseEvent, _ now: Date) -> Bool {
        event.action == .doublePress || (0...Self.doublePressSeconds).contains(now.timeIntervalSince(first))
    }
}

package enum Gesture: Sendable, Hashable {
    /// The button was pressed on the target.
    case press(HitTarget)
    /// The target was pressed twice.
    case open(HitTarget)
    /// The button was pressed and released on the target.
    case click(HitTarget)
    /// The wheel was turned over the target; negative lines scroll up.
    case scroll(HitTarget, lines: Int)
    /// The mouse moved with the button pressed on the target.
    case drag(HitTarget, from: Point, to: Point)
}
