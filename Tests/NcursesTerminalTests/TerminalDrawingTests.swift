import Foundation
import TestTerminal
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalDrawingTests {
    /// Sends a key and returns the output up to the bell that ends the frame.
    private func frame(_ key: String, _ terminal: PseudoTerminal) throws -> [UInt8] {
        let bells = terminal.screen.bellCount
        terminal.forgetBytes()
        try terminal.send(key)
        try terminal.waitUntil("the end of the frame") { $0.bellCount > bells }
        return terminal.bytes
    }

    @Test func anEqualCanvasWritesNothing() throws {
        let terminal = try startFixture("list")
        try terminal.waitFor("row 23")
        #expect(try frame("x", terminal) == [7])
        #expect(try frame("x", terminal) == [7])
    }

    @Test func aMovedBarWritesTwoRows() throws {
        let terminal = try startFixture("list", columns: 120, rows: 40)
        try terminal.waitFor("row 39")
        for row in 1...5 {
            let bytes = try frame("j", terminal)
            #expect(bytes.count < 500, "\(bytes.count) bytes")
            #expect(terminal.screen.cells[row][0].look == ScreenLook(background: 4, attributes: [1]))
            #expect(terminal.screen.cells[row][119].look.background == 4)
            #expect(terminal.screen.cells[row - 1][0].look == ScreenLook(foreground: 7))
        }
        #expect(terminal.screen.text(row: 3) == "◐ row 3 of a list with 漢字 in it")
    }

    @Test func aFrameIsShownAllAtOnceWhereTheTerminalCanAndNotAskedForByOthers() throws {
        for (term, isHeld) in [("xterm-256color", true), ("linux", true), ("vt52", false)] {
            let terminal = try startFixture("list", environment: ["TERM": term])
            if isHeld { try terminal.waitFor("row 23") }
            let text = String(decoding: try frame("j", terminal), as: UTF8.self)
            let starts = text.components(separatedBy: "\u{1B}[?2026h").count - 1
            let ends = text.components(separatedBy: "\u{1B}[?2026l").count - 1
            #expect((starts, ends) == (isHeld ? (1, 1) : (0, 0)), "\(term)")
            if isHeld { #expect(text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l\u{7}")) }
        }
    }

    @Test func idlingWritesNothingAndWakesNoThread() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        // The threads of the start have settled when two readings agree.
        var before = try switches(terminal)
        while true {
            _ = terminal.bytesDuring(milliseconds: 100)
            let next = try switches(terminal)
            if next == before { break }
            before = next
        }
        #expect(before.keys.contains { $0.hasSuffix("mintop-terminal") })
        #expect(terminal.bytesDuring(milliseconds: 1500).isEmpty)
        // Idle threads of the runtime's pool may have ended meanwhile.
        for (thread, count) in try switches(terminal) {
            #expect(count == before[thread], "\(thread)")
        }
    }

    /// The voluntary context switches of each thread, by number and name.
    ///
    /// Without libdispatch's thread that manages its pool once a second in every program with tasks.
    private func switches(_ terminal: PseudoTerminal) throws -> [String: Int] {
        let folder = "/proc/\(terminal.processIdentifier)/task"
        var result: [String: Int] = [:]
        for task in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let status = try String(contentsOfFile: "\(folder)/\(task)/status", encoding: .utf8).split(separator: "\n")
            func value(_ key: String) -> Substring? {
                status.first { $0.hasPrefix(key) }?.split(separator: "\t").last
            }
            guard let name = value("Name:"), !name.hasSuffix("overcommit") else { continue }
            result["\(task) \(name)"] = value("voluntary_ctxt_switches").flatMap { Int($0) }
        }
        return result
    }

    /// Checks that each cell of the pairs scene has exactly its own colors.
    private func expectOwnColors(_ terminal: PseudoTerminal, turned: Bool) {
        var wrong = 0
        for row in 0..<terminal.screen.rows {
            for column in 0..<terminal.screen.columns {
                let (red, green, blue) = (column & 255, row & 255, 100 + column / 256)
                let one = 0x1000000 + (red << 16 | green << 8 | blue)
                let other = 0x1000000 + (green << 16 | blue << 8 | red)
                let cell = terminal.screen.cells[row][column]
                let isRight =
                    cell.text == (turned ? "y" : "x")
                    && cell.look.foreground == (turned ? other : one) && cell.look.background == (turned ? one : other)
                if !isRight { wrong += 1 }
            }
        }
        #expect(wrong == 0, "\(wrong) cells of \(terminal.screen.columns * terminal.screen.rows)")
    }

    @Test(arguments: [(100, 40), (300, 230)])
    func moreColorPairsThanThereAreStillDrawRight(columns: Int, rows: Int) throws {
        let terminal = try startFixture(
            "pairs", environment: ["COLORTERM": "truecolor"], columns: columns, rows: rows)
        _ = try frame("x", terminal)
        expectOwnColors(terminal, turned: false)
        _ = try frame("s", terminal)
        let start = max(0, columns * rows - 65_535)
        for index in start..<(start + 100) {
            let look = terminal.screen.cells[index / columns][index % columns].look
            let blue = 200 + index % columns / 256
            #expect(look.foreground == 0x1000000 + ((index % columns & 255) << 16 | (index / columns) << 8 | blue))
        }
        _ = try frame("s", terminal)
        _ = try frame("n", terminal)
        expectOwnColors(terminal, turned: true)
        #expect(try frame("x", terminal) == [7])
    }

    @Test(arguments: [
        "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "xterm", "no-such-terminal",
    ])
    func allTerminalsShowTheSameText(term: String) throws {
        let terminal = try startFixture("scripts", environment: ["TERM": term])
        try expectStraightFrame(terminal)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: ["C", "POSIX", "no_SUCH.locale", "en_US.ISO-8859-1", ""])
    func otherLocalesDrawInUTF8(locale: String) throws {
        let terminal = try startFixture("scripts", environment: ["LC_ALL": locale])
        try expectStraightFrame(terminal)
    }

    private func expectStraightFrame(_ terminal: PseudoTerminal) throws {
        try terminal.waitUntil("the frame") { $0.text(row: 11).hasSuffix("╯") && $0.text(row: 0).hasPrefix("╭") }
        for row in 1...10 {
            #expect(terminal.screen.cells[row][0].text == "│", "row \(row)")
            #expect(terminal.screen.cells[row][39].text == "│", "row \(row)")
        }
        #expect(terminal.screen.text(row: 2).contains("漢字かな交じり文"))
        #expect(terminal.screen.text(row: 5).contains("👩 🚀 ❤ ⚡ DE"))
        #expect(terminal.screen.text(row: 6).contains("हिन्दी में"))
        #expect(terminal.screen.text(row: 9).contains("\u{FFFD}\u{FFFD} unknown"))
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], "indexed256", "TERM=xterm-256color"),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], "direct", "xterm-direct"),
            (["TERM": "tmux-256color", "COLORTERM": "truecolor"], "direct", "tmux-direct"),
            (["TERM": "xterm"], "ansi8", "TERM=xterm"),
            (["TERM": "vt100"], "monochrome", "TERM=vt100"),
            (["TERM": "xterm-ghostty"], "indexed256", "in place of TERM=xterm-ghostty"),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], "monochrome", "NO_COLOR"),
            (["TERM": ""], "indexed256", "not set"),
        ] as [([String: String], String, String)])
    func theDepthIsChosenAndExplained(environment: [String: String], depth: String, reason: String) throws {
        let terminal = try startFixture("echo", environment: environment, columns: 120)
        try terminal.waitFor("ready 120x24 \(depth) unicode true")
        #expect(terminal.screen.text(row: 0).contains(reason), "\(terminal.screen.text(row: 0))")
    }

    @Test(arguments: [("", 42, "\u{1B}[38;5;42m"), ("truecolor", 0x100002A, "\u{1B}[38:2::0:0:42m")])
    func partsOfAPictureTakeOneColumnAndTellItsNumber(colorTerm: String, foreground: Int, sequence: String) throws {
        let terminal = try startFixture("picture", environment: ["COLORTERM": colorTerm])
        try terminal.waitUntil("the frame") { $0.text(row: 1).hasSuffix("beside") }
        #expect(terminal.wrote(sequence + "\u{10EEEE}\u{305}\u{305}\u{10EEEE}\u{305}\u{30D}\u{10EEEE}\u{305}\u{30E}"))
        for row in 0..<2 {
            #expect(terminal.screen.text(row: row).hasSuffix("beside"))
            #expect(terminal.screen.cells[row][3].text == "b")
            for column in 0..<3 {
                #expect(terminal.screen.cells[row][column].text.unicodeScalars.count == 3)
                #expect(terminal.screen.cells[row][column].look.foreground == foreground)
            }
        }
    }

    @Test func thePictureItselfIsSentBetweenTwoFrames() throws {
        let terminal = try startFixture("picture")
        try terminal.waitUntil("the frame") { $0.text(row: 1).hasSuffix("beside") }
        let before = terminal.screen.text
        #expect(try frame("t", terminal) == Array("\u{1B}_Ga=T,U=1,q=2,i=42,m=0;AAAA\u{1B}\\\u{7}".utf8))
        #expect(terminal.screen.text == before)
    }

    @Test func theCursorIsShownWhereAskedAndHiddenAgain() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send(act(6))
        try terminal.waitUntil("a cursor") { $0.isCursorShown && $0.cursor == (5, 1) }
        try terminal.send("x")
        try terminal.waitUntil("the cursor at its place") { $0.text.contains("key <x>") && $0.cursor == (5, 1) }
        try terminal.send(act(6))
        try terminal.waitUntil("no cursor") { !$0.isCursorShown }
    }

    @Test func redrawingRepairsWhatSomethingElseWrote() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        terminal.forgetBytes()
        try terminal.send(act(8))
        try terminal.waitFor("alt+F8")
        #expect(terminal.wrote("ready 80x24"))
    }

    @Test func aDumbTerminalIsRefusedWithWhatToDo() throws {
        let terminal = try startFixture("echo", environment: ["TERM": "dumb"])
        #expect(try terminal.waitForExit() == 64)
        #expect(terminal.screen.text.contains("set TERM"))
        #expect(terminal.wrote("mintop operations"))
        #expect(!terminal.wrote("\u{1B}"))
    }

    @Test func withoutATerminalOpeningIsRefused() throws {
        let fixture = try BuiltProduct.path("terminal-fixture")
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "\(fixture) echo </dev/null; echo status $?"])
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("standard input or output is none"))
        #expect(terminal.wrote("status 64"))
    }
}
