import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

/// The meaning of mouse events on a fixed frame: rows at 120×40, the first one at line 2.
struct PointerTests {
    private static let row = Point(column: 20, row: 3)
    private static let otherRow = Point(column: 20, row: 4)
    private static let border = Point(column: 64, row: 20)
    private static let key = Point(column: 3, row: 39)
    private static let nowhere = Point(column: 119, row: 0)

    /// One event after a pause, in seconds.
    struct Step: Sendable {
        let action: MouseEvent.Action
        let at: Point
        var after = 0.0
    }

    static let cases: [(steps: [Step], kinds: [String])] = [
        ([Step(action: .press, at: row), Step(action: .release, at: row)], ["press", "click"]),
        ([Step(action: .press, at: row), Step(action: .release, at: otherRow)], ["press"]),
        (
            [
                Step(action: .press, at: row), Step(action: .release, at: row),
                Step(action: .press, at: row, after: 0.3),
            ],
            ["press", "click", "open"]
        ),
        (
            [
                Step(action: .press, at: row), Step(action: .release, at: row),
                Step(action: .press, at: row, after: 0.5),
            ],
            ["press", "click", "press"]
        ),
        // A slow loop: the decoder received both presses in time.
        ([Step(action: .press, at: row), Step(action: .doublePress, at: row, after: 2)], ["press", "open"]),
        ([Step(action: .press, at: row), Step(action: .doublePress, at: otherRow)], ["press", "press"]),
        (
            [Step(action: .press, at: row), Step(action: .press, at: row), Step(action: .press, at: row)],
            ["press", "open", "press"]
        ),
        // A second press on a footer key runs it twice; it is no double press.
        (
            [
                Step(action: .press, at: key), Step(action: .release, at: key), Step(action: .press, at: key),
                Step(action: .release, at: key),
            ], ["press", "click", "press", "click"]
        ),
        ([Step(action: .press, at: nowhere), Step(action: .release, at: nowhere)], []),
        ([Step(action: .release, at: row)], []),
        ([Step(action: .drag, at: row)], []),
        (
            [
                Step(action: .press, at: border), Step(action: .drag, at: Point(column: 70, row: 20)),
                Step(action: .release, at: Point(column: 70, row: 20)), Step(action: .drag, at: row),
            ], ["press", "drag"]
        ),
        ([Step(action: .wheelDown, at: row), Step(action: .wheelUp, at: row)], ["scroll 3", "scroll -3"]),
        ([Step(action: .wheelDown, at: nowhere)], []),
    ]

    @Test(arguments: cases) func eventsMakeGestures(_ steps: [Step], _ kinds: [String]) {
        let (_, frame) = Mouse.screen(Size(columns: 120, rows: 40))
        var (pointer, now) = (Pointer(), Sample.now)
        var found: [String] = []
        for step in steps {
            now = now.addingTimeInterval(step.after)
            guard let gesture = pointer.gesture(MouseEvent(step.action, at: step.at), on: frame.hits, at: now) else {
                continue
            }
            found.append(name(gesture))
        }
        #expect(found == kinds)
    }

    @Test func aSecondPressOnAnotherRowInTheSamePlaceIsAFirstOne() {
        var state = Sample.state(size: Size(columns: 120, rows: 40))
        let before = Mouse.frame(state)
        var pointer = Pointer()
        _ = pointer.gesture(MouseEvent(.press, at: Self.row), on: before.hits, at: Sample.now)
        let new = Sample.operation("op_new", .previewReady, "Something new", changed: 9000)
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [new], link: .live(since: Sample.now))),
            now: Sample.now)
        let after = Mouse.frame(state)
        #expect(before.hits.target(at: Self.row) != after.hits.target(at: Self.row))
        let gesture = pointer.gesture(MouseEvent(.doublePress, at: Self.row), on: after.hits, at: Sample.now)
        #expect(gesture.map(name) == "press")
    }

    private func name(_ gesture: Gesture) -> String {
        switch gesture {
        case .press: "press"
        case .open: "open"
        case .click: "click"
        case .scroll(_, let lines): "scroll \(lines)"
        case .drag: "drag"
        }
    }
}
