import Dashboard
import DashboardSamples
import FoundationEssentials
import TerminalCore
import Theming

/// A simulated mouse on a screen with sample data.
enum Mouse {
    static func screen(_ size: Size, keys: [Key] = []) -> (State, Frame) {
        let state = Sample.state(size: size, keys: keys)
        return (state, frame(state))
    }

    static func frame(_ state: State) -> Frame {
        view(state, Appearance(theme: .builtIn))
    }

    /// The text in that area, row by row.
    static func text(_ canvas: Canvas, _ area: Rect) -> String {
        (area.row..<area.endRow).map { row in
            (area.column..<area.endColumn).map { column in
                canvas[column, row].isContinuation ? "" : canvas[column, row].glyph.text
            }.joined()
        }.joined(separator: "\n")
    }

    /// The center of the area drawn for a target.
    static func point(_ target: HitTarget, on frame: Frame) -> Point? {
        frame.hits.area(of: target).map { Point(column: $0.column + $0.columns / 2, row: $0.row + $0.rows / 2) }
    }

    /// Sends a mouse event at a position drawn on `frame`, or on the current screen.
    @discardableResult
    static func act(
        _ action: MouseEvent.Action, at point: Point, on frame: Frame? = nil, after seconds: Double = 0,
        _ state: inout State
    ) -> [Effect] {
        let hits = (frame ?? self.frame(state)).hits
        return update(
            &state, .pointed(MouseEvent(action, at: point), on: hits), now: Sample.now.addingTimeInterval(seconds))
    }

    /// Presses and releases the button.
    @discardableResult
    static func click(
        at point: Point, on frame: Frame? = nil, after seconds: Double = 0, _ state: inout State
    )
        -> [Effect]
    {
        act(.press, at: point, on: frame, after: seconds, &state)
            + act(.release, at: point, on: frame, after: seconds, &state)
    }

    /// Clicks on the first matching target.
    @discardableResult
    static func click(_ state: inout State, where isMeant: (HitTarget) -> Bool) -> [Effect] {
        let frame = frame(state)
        guard let point = frame.hits.targets.last(where: isMeant).flatMap({ self.point($0, on: frame) }) else {
            return []
        }
        return click(at: point, &state)
    }
}
