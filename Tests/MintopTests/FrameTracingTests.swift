import TestTerminal
import Testing

/// Each border check finds its kind of fault.
struct FrameTracingTests {
    @Test func wholeFramesAreFound() {
        let tracing = FrameTracing(lines: ["╭ 1 ─╮╭──╮", "│木 a││  │", "╰────╯╰──╯"])
        #expect(tracing.misalignments.isEmpty)
        let (left, right) = ((0, 5), (6, 9))
        #expect(
            tracing.frames
                == [left, right].map { FrameTracing.Frame(left: $0.0, top: 0, right: $0.1, bottom: 2) })
        #expect(tracing.rowEnds == [10, 10, 10])
    }

    @Test func framesInASCIIAreFound() {
        let tracing = FrameTracing(lines: ["+- 1 -++--+", "| 2+  ||  |", "+-----++--+", "+----+", "|    |", "+----+"])
        #expect(tracing.frames.count == 3)
        #expect(FrameTracing(lines: ["+-+", "| |", "+-+", "+-+", "| |", "+-+"]).frames.count == 2)
    }

    @Test(arguments: [
        ["╭────╮", "│木 a │", "╰────╯"], ["╭────╮", "│ a │", "╰────╯"], ["╭────╮", "│    │", "╰───╯"],
        ["╭────╮", "      ", "╰────╯"], ["+----+", "|  a  |", "+----+"], ["╭────╮", "│    │", "      "],
    ])
    func aRowThatIsTooLongOrTooShortIsFound(_ lines: [String]) {
        #expect(!FrameTracing(lines: lines).misalignments.isEmpty)
    }

    @Test func whatLiesUnderAnotherFrameIsNotMisaligned() {
        let tracing = FrameTracing(lines: ["╭──────╮", "│  ╭──────╮", "│  │      │", "╰──╰──────╯"])
        #expect(tracing.misalignments.isEmpty, "\(tracing.misalignments)")
    }
}
