import Foundation
import TestTerminal
import Testing

/// A program without a thread that handles the terminal's events.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StuckProgramTests {
    private func startStuck() throws -> PseudoTerminal {
        let terminal = try startFixture("echo", "--mouse")
        try terminal.waitFor("ready")
        try terminal.send(act(11))
        try terminal.waitUntil("a program that does not listen") { $0.bellCount == 1 }
        return terminal
    }

    private func expectRestored(_ terminal: PseudoTerminal) {
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 2004]))
    }

    @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGQUIT, 131), (SIGHUP, 129)] as [(Int32, Int32)])
    func aSignalEndsItAfterAWhile(signal: Int32, status: Int32) throws {
        let terminal = try startStuck()
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == status)
        expectRestored(terminal)
    }

    @Test func theKeyToQuitEndsItAfterAWhile() throws {
        let terminal = try startStuck()
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        expectRestored(terminal)
    }
}
