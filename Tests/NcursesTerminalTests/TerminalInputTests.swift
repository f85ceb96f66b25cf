import Foundation
import TestTerminal
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalInputTests {
    private func expect(_ keys: [(String, String)], on terminal: PseudoTerminal) throws {
        for (index, (bytes, name)) in keys.enumerated() {
            try terminal.send(bytes)
            let row = index % 23 + 1
            let expected = "key <\(name)>"
            try terminal.waitUntil("\(expected) for \(bytes.debugDescription)") { screen in
                index < 23 ? screen.text(row: row) == expected : screen.text(row: 23) == expected
            }
        }
    }

    @Test func commonKeysArriveOneByOne() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try expect(
            [
                ("a", "a"), ("A", "A"), ("é", "é"), ("漢", "漢"), ("🚀", "🚀"), ("\r", "enter"), ("\t", "tab"),
                ("\u{7F}", "backspace"), ("\u{8}", "backspace"), ("\u{4}", "ctrl+d"), ("\u{13}", "ctrl+s"),
                ("\n", "ctrl+j"), ("\u{1B}OA", "up"), ("\u{1B}[B", "down"), ("\u{1B}OC", "right"), ("\u{1B}[D", "left"),
                ("\u{1B}OH", "home"), ("\u{1B}[F", "end"), ("\u{1B}[5~", "pageUp"), ("\u{1B}[6~", "pageDown"),
                ("\u{1B}[3~", "delete"), ("\u{1B}[2~", "insert"), ("\u{1B}[Z", "backTab"), ("\u{1B}OP", "F1"),
                ("\u{1B}[15~", "F5"), ("\u{1B}[24~", "F12"), ("\u{1B}[1;5A", "ctrl+up"), ("\u{1B}x", "alt+x"),
                ("\u{1B}[1;2D", "shift+left"), ("\u{16}", "ctrl+v"), ("\u{F}", "ctrl+o"), ("\u{11}", "ctrl+q"),
                ("\u{1C}", "ctrl+\\"),
            ], on: terminal)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aLoneEscapeArrivesWithoutAnotherKey() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send("\u{1B}")
        try terminal.waitFor("key <escape>")
    }

    @Test func keysOfOtherTerminalsComeFromTheDatabase() throws {
        let terminal = try startFixture("echo", environment: ["TERM": "linux"])
        try terminal.waitFor("ready")
        try expect(
            [("\u{1B}[[A", "F1"), ("\u{1B}[[E", "F5"), ("\u{1B}[1~", "home"), ("\u{1B}[4~", "end")], on: terminal)
    }

    @Test func unknownSequencesAndBrokenBytesAreNoKeys() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send("\u{1B}[I\u{1B}[O\u{1B}[99;99;99X\u{1B}]11;rgb:0/0/0\u{7}\u{1B}P1$r\u{1B}\\\u{1B}[?62;4c")
        try terminal.send([0xFF, 0x61])
        try terminal.waitFor("key <a>")
        #expect(terminal.screen.text(row: 1) == "key <\u{FFFD}>")
        #expect(terminal.screen.text(row: 2) == "key <a>")
    }

    @Test func aPasteIsOneEventWhateverIsInside() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send("\u{1B}[200~q\rx\u{1B}[A\u{4}\u{1B}é\u{1B}[201~z")
        try terminal.waitFor("key <z>")
        #expect(terminal.screen.text(row: 1) == #"paste 9 <"q\nx\u{1B}[A\u{04}\u{1B}é">"#)
        #expect(terminal.screen.text(row: 2) == "key <z>")
    }

    @Test func aLargePasteIsWholeAndALargerOneIsCut() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send("\u{1B}[200~" + String(repeating: "0123456789", count: 30_000) + "\u{1B}[201~")
        try terminal.waitFor("paste 300000 <")
        try terminal.send("\u{1B}[200~" + String(repeating: "0123456789", count: 110_000) + "\u{1B}[201~z")
        try terminal.waitFor("key <z>")
        #expect(terminal.screen.text(row: 2).hasPrefix("paste 1048576 <"))
        #expect(terminal.screen.text(row: 3) == "key <z>")
    }

    @Test func theMouseIsReportedWithLargePositions() throws {
        for term in ["xterm-256color", "tmux-256color"] {
            let terminal = try startFixture("echo", "--mouse", environment: ["TERM": term], columns: 300)
            try terminal.waitFor("ready")
            try terminal.send(
                "\u{1B}[<0;251;3M\u{1B}[<0;251;3m\u{1B}[<0;251;3M\u{1B}[<64;1;2M\u{1B}[<65;1;2M\u{1B}[<35;9;9M")
            try terminal.waitFor("wheelDown 0,1")
            #expect(
                (1...4).map { terminal.screen.text(row: $0) } == [
                    "mouse press 250,2", "mouse release 250,2", "mouse doublePress 250,2", "mouse wheelUp 0,1",
                ])
        }
    }

    @Test func theMouseCanBeSwitchedOnLater() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        #expect(!terminal.screen.modes.contains(1000))
        try terminal.send(act(10))
        try terminal.waitFor("alt+F10")
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1006]))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1006]))
    }

    @Test func resizingRedrawsAndIsTold() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready 80x24")
        for (columns, rows) in [(120, 40), (20, 5), (5, 2), (1, 1), (200, 50), (80, 24)] {
            terminal.resize(columns: columns, rows: rows)
            let start = String("ready \(columns)x\(rows)".prefix(max(0, columns - 1)))
            try terminal.waitUntil("a screen of \(columns)×\(rows)") { $0.text(row: 0).hasPrefix(start) }
        }
        try terminal.waitFor("resize 80x24")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aSecondInterruptEndsAProgramThatDoesNotListen() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send(act(11))
        try terminal.waitUntil("a program that does not listen") { $0.bellCount == 1 }
        terminal.signal(SIGINT)
        // No thread handles the first one, but the terminal still follows its size.
        terminal.forgetBytes()
        terminal.resize(columns: 40, rows: 10)
        // By then the first one was taken: two pending ones merge.
        try terminal.waitForBytes("ready 80x24")
        #expect(terminal.screen.isAlternate)
        terminal.signal(SIGINT)
        #expect(try terminal.waitForExit() == 130)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
    }
}
