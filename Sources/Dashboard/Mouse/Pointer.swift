package import FoundationEssentials
package import TerminalCore

/// What a person does with the mouse, from one event to the next; it knows targets only, and no state.
package struct Pointer: Sendable, Hashable {
    private struct Press: Sendable, Hashable {
        let target: HitTarget
        let at: Date
    }

    /// A second press of the same thing within so many seconds opens it.
    package static let doublePressSeconds = 0.4
    /// How many lines one notch of the wheel is.
    package static let wheelLines = 3

    /// What the button is down on, and where it was last; nil while it is up.
    private var held: (target: HitTarget, at: Point)? {
        get { heldTarget.flatMap { target in heldAt.map { (target, $0) } } }
        set { (heldTarget, heldAt) = (newValue?.target, newValue?.at) }
    }
    private var heldTarget: HitTarget?
    private var heldAt: Point?
    /// What was pressed before.
    private var last: Press?

    package init() {}

    /// Takes in an event.
    ///
    /// - Parameters:
    ///   - event: What the mouse did.
    ///   - hits: The frame that was on the screen then.
    ///   - now: When it is looked at.
    /// - Returns: What is meant by it; nil for nothing.
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
            // A button that was left before it was let go of is not meant any more.
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
        // The same place is not enough: another row may stand there by now.
        let isSecond =
            last.map { $0.target == target && isSoon(after: $0.at, event, now) } == true && target.opens
        last = isSecond ? nil : Press(target: target, at: now)
        return isSecond ? .open(target) : .press(target)
    }

    private func isSoon(after first: Date, _ event: MouseEvent, _ now: Date) -> Bool {
        event.action == .doublePress || (0...Self.doublePressSeconds).contains(now.timeIntervalSince(first))
    }
}

/// What is meant by an event of the mouse.
package enum Gesture: Sendable, Hashable {
    /// The button went down on it.
    case press(HitTarget)
    /// It was pressed twice.
    case open(HitTarget)
    /// The button went down on it and up again.
    case click(HitTarget)
    /// The wheel turned over it; negative is up.
    case scroll(HitTarget, lines: Int)
    /// The mouse moved with the button that went down on it.
    case drag(HitTarget, from: Point, to: Point)
}
