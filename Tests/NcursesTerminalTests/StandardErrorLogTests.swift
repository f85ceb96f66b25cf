import Testing
import TerminalCore

@testable import NcursesTerminal

@Suite struct StandardErrorLogTests {
    @Test func theLastLinesAreCleanAndFew() {
        let text = (1...30).map { "line \($0)\u{1B}[2J\n" }.joined()
        let lines = StandardErrorLog.lastLines(of: text)
        #expect(lines.count == StandardErrorLog.lineLimit)
        #expect(lines.first?.string == "line 11[2J")
        #expect(lines.last?.string == "line 30[2J")
        #expect(StandardErrorLog.lastLines(of: "").isEmpty)
    }

    @Test func aMissingFileGivesNoLines() {
        #expect(StandardErrorLog.lastLines(path: "/nowhere/log", from: 0).isEmpty)
    }
}
