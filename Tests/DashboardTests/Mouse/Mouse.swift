import Dashboard
import FoundationEssentials
import TerminalCore
import Theming

/// A hand on the mouse of a screen with made-up facts.
enum Mouse {
    static func screen(_ size: Size, keys: [Key] = []) -> (State, Frame) {
        let state = Sample.state(size: size, keys: keys)
        return (state, frame(state))
    }

    static func frame(_ state: State) -> Frame {
        view(state, Appearance(theme: .builtIn))
    }

    /// What is written in that area, row by row.
    static func text(_ canvas: Canvas, _ area: Rect) -> String {
        (area.row..<area.endRow).map { row in
            (area.column..<area.endColumn).map { column in
                canvas[column, row].isContinuation ? "" : canvas[column, row].glyph.text
            }.joined()
        }.joined(separator: "\n")
    }

    /// The middle of what is drawn for a target.
    static func point(_ target: HitTarget, on frame: Frame) -> Point? {
        frame.hits.area(of: target).map { Point(column: $0.column + $0.columns / 2, row: $0.row + $0.rows / 2) }
    }

    /// Does something at a place that was drawn on `frame`, or on the state as it is.
    @discardableResult
    static func act(
        _ action: MouseEvent.Action, at point: Point, on frame: Frame? = nil, after seconds: Double = 0,
        _ state: inout State
    ) -> [Effect] {
        let hits = (frame ?? self.frame(state)).hits
        return update(
            &state, .pointed(MouseEvent(action, at: point), on: hits), now: Sample.now.addingTimeInterval(seconds))
    }

    /// Presses and lets go.
    @discardableResult
    static func click(
        at point: Point, on frame: Frame? = nil, after seconds: Double = 0, _ state: inout State
    )
        -> [Effect]
    {
        act(.press, at: point, on: frame, after: seconds, &state)
            + act(.release, at: point, on: frame, after: seconds, &state)
    }

    /// Clicks on the first target that is one.
    @discardableResult
    static func click(_ state: inout State, where isMeant: (HitTarget) -> Bool) -> [Effect] {
        let frame = frame(state)
        guard let point = frame.hits.targets.last(where: isMeant).flatMap({ self.point($0, on: frame) }) else {
            return []
        }
        return click(at: point, &state)
    }
}
