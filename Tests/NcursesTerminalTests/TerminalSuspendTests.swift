import Foundation
import TestTerminal
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalSuspendTests {
    /// A shell with job control that runs the fixture.
    private func startInShell() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: ["PS1": "shell> ", "SWIFT_BACKTRACE": "enable=no", "HISTFILE": "/dev/null"])
        try terminal.waitFor("shell>")
        try terminal.send("\(BuiltProduct.path("terminal-fixture")) echo --mouse\r")
        try terminal.waitFor("ready 80x24")
        return terminal
    }

    @Test func theStopKeyGivesTheTerminalToTheShellAndBack() throws {
        let terminal = try startInShell()
        try terminal.send("x")
        try terminal.waitFor("key <x>")
        try terminal.send("\u{1A}")
        try terminal.waitFor("Stopped")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006]))
        try terminal.send("stty -a | grep -c ' icanon'\r")
        try terminal.waitUntil("a cooked terminal") { $0.text.contains("\n1\n") }

        terminal.resize(columns: 100, rows: 30)
        try terminal.send("fg\r")
        try terminal.waitFor("resumed")
        #expect(terminal.screen.isAlternate)
        #expect(!terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        #expect(terminal.screen.text(row: 0).hasPrefix("ready 100x30"))
        #expect(terminal.screen.text(row: 1) == "key <x>")
        #expect(terminal.screen.text(row: 2) == "resize 100x30")
        #expect(terminal.screen.text(row: 3) == "resumed")
        #expect(terminal.screen.text(row: 4) == "")

        try terminal.send("q")
        try terminal.waitUntil("the shell") { !$0.isAlternate }
        try terminal.send("echo status $?\r")
        try terminal.waitFor("status 0")
    }

    @Test func inTheBackgroundItStopsAgainInsteadOfDrawing() throws {
        let terminal = try startInShell()
        try terminal.send("\u{1A}")
        try terminal.waitFor("Stopped")
        terminal.forgetBytes()
        try terminal.send("bg; until [ -n \"$(jobs -s)\" ]; do :; done; echo again-$((1+1))\r")
        try terminal.waitFor("again-2")
        #expect(!terminal.wrote("\u{1B}[?1049h"))
        #expect(!terminal.wrote("ready"))
        try terminal.send("fg\r")
        try terminal.waitFor("resumed")
        try terminal.send("q")
        try terminal.waitUntil("the shell") { !$0.isAlternate }
    }

    @Test func beingStoppedFromOutsideRedrawsOnReturn() throws {
        let terminal = try startFixture("echo", "--mouse")
        try terminal.waitFor("ready")
        terminal.signal(SIGSTOP)
        terminal.forgetBytes()
        terminal.resize(columns: 60, rows: 20)
        terminal.signal(SIGCONT)
        try terminal.waitFor("resumed")
        try terminal.waitFor("resize 60x20")
        #expect(terminal.screen.text(row: 0).hasPrefix("ready 60x20"))
        #expect(terminal.wrote("\u{1B}[2J"))
    }

    @Test func withoutAShellTheStopKeyOnlyRedraws() throws {
        let terminal = try startFixture("echo", "--mouse")
        try terminal.waitFor("ready")
        try terminal.send("\u{1A}")
        try terminal.waitFor("resumed")
        try terminal.send("x")
        try terminal.waitFor("key <x>")
        #expect(terminal.screen.isAlternate)
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        try terminal.send(act(9))
        try terminal.waitUntil("a second return") { $0.text.components(separatedBy: "resumed").count == 3 }
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aChildMayHaveTheTerminalMeanwhile() throws {
        let terminal = try startFixture("echo", "--mouse")
        try terminal.waitFor("ready")
        try terminal.send(act(7))
        try terminal.waitFor("outside")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 2004]))
        terminal.signal(SIGINT)
        terminal.resize(columns: 70, rows: 20)
        #expect(terminal.screen.bellCount == 0)
        try terminal.send("for the child\r")
        try terminal.waitFor("read for the child")
        // The signal and the resize take effect only after the child has ended.
        try terminal.waitUntil("the bell") { $0.bellCount == 1 }
        try terminal.waitFor("resize 70x20")
        #expect(terminal.screen.isAlternate)
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        #expect(!terminal.screen.text.contains("end "))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func keysTypedBeforeAChildReturnsTheTerminalAreDropped() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send(act(7))
        try terminal.waitFor("outside")
        try terminal.send("for the child\rx")
        try terminal.waitFor("returned read for the child")
        try terminal.send("y")
        try terminal.waitFor("key <y>")
        #expect(!terminal.screen.text.contains("key <x>"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }
}
