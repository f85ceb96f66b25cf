import Foundation
import TestTerminal
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalRestoreTests {
    /// Starts the fixture in place of a shell: with modes recorded before its first byte.
    private func start(_ arguments: String..., environment: [String: String] = [:]) throws -> (PseudoTerminal, [UInt8])
    {
        // A reader that echoes a line first, so that the modes can be read before the program changes them.
        let fixture = try BuiltProduct.path("terminal-fixture")
        let command = "read line; exec \(fixture) \(arguments.joined(separator: " "))"
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", command],
            environment: ["SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 })
        let before = terminal.modes()
        try terminal.send("\n")
        try terminal.waitFor("ready 80x24")
        return (terminal, before)
    }

    private func expectRestored(_ terminal: PseudoTerminal, _ before: [UInt8]) {
        #expect(terminal.modes() == before)
        #expect(!before.isEmpty)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006, 2004, 1049, 1, 2026]))
        #expect(terminal.wrote("\u{1B}[?1049l"))
        #expect(terminal.wrote("\u{1B}[?2004l"))
        #expect(terminal.wrote("\u{1B}[?1000l"))
    }

    @Test func openingTakesTheModesOfAFullScreenProgram() throws {
        let (terminal, before) = try start("echo", "--mouse")
        #expect(terminal.modes() != before)
        #expect(terminal.screen.isAlternate)
        #expect(!terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        expectRestored(terminal, before)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 143)] as [(Int32, Int32)])
    func anEndSignalIsAnEventAndTheTerminalIsRestored(signal: Int32, status: Int32) throws {
        let (terminal, before) = try start("echo", "--mouse")
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == status)
        expectRestored(terminal, before)
    }

    @Test func theInterruptKeyIsASignal() throws {
        let (terminal, before) = try start("echo", "--mouse")
        try terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == 130)
        expectRestored(terminal, before)
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS])
    func aFatalSignalRestoresTheTerminalAndStillKills(signal: Int32) throws {
        let (terminal, before) = try start("echo", "--mouse")
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == -signal)
        expectRestored(terminal, before)
    }

    @Test(arguments: [(1, -SIGSEGV), (2, -SIGILL), (3, 3)] as [(Int, Int32)])
    func crashingAndExitingInsideRestoresTheTerminal(action: Int, status: Int32) throws {
        let (terminal, before) = try start("echo", "--mouse")
        try terminal.send(act(action))
        #expect(try terminal.waitForExit() == status)
        expectRestored(terminal, before)
    }

    @Test func theBacktracerStillRunsAfterACrash() throws {
        let environment = ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,timeout=none"]
        let (terminal, before) = try start("echo", "--mouse", environment: environment)
        try terminal.send(act(1))
        #expect(try terminal.waitForExit(seconds: 60) != 0)
        #expect(terminal.modes() == before)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.wrote("crashed"))
    }

    @Test func theBacktracerWaitsForNoKey() throws {
        let environment = ["SWIFT_BACKTRACE": "enable=yes,interactive=yes,color=no,timeout=60s"]
        let (terminal, before) = try start("echo", "--mouse", environment: environment)
        try terminal.send(act(1))
        #expect(try terminal.waitForExit(seconds: 50) == -SIGSEGV)
        #expect(terminal.wrote("crashed"))
        expectRestored(terminal, before)
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE])
    func aFaultThatAnotherProcessSentIsNoCrash(signal: Int32) throws {
        let environment = ["SWIFT_BACKTRACE": "enable=yes,interactive=yes,color=no"]
        let (terminal, before) = try start("echo", "--mouse", environment: environment)
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == -signal)
        #expect(!terminal.wrote("crashed"))
        expectRestored(terminal, before)
    }

    @Test func hangingUpEndsTheProgram() throws {
        let (terminal, _) = try start("echo")
        terminal.hangUp()
        #expect(try terminal.waitForExit() == 129)
    }

    @Test func standardErrorIsHeldBackAndToldAtTheEnd() throws {
        let log = TemporaryFile()
        try "from before\n".write(toFile: log.path, atomically: true, encoding: .utf8)
        let (terminal, before) = try start("echo", "--log", log.path)
        terminal.forgetBytes()
        try terminal.send(act(4))
        try terminal.waitFor("alt+F4")
        #expect(!terminal.wrote("complaint"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("log: a complaint[2J"))
        #expect(!terminal.wrote("from before"))
        #expect(terminal.modes() == before)
        #expect(try String(contentsOfFile: log.path, encoding: .utf8) == "from before\na complaint\u{1B}[2J\n")
    }

    @Test func theTitleIsCleanAndTakenBack() throws {
        let (terminal, _) = try start("echo")
        try terminal.send(act(5))
        try terminal.waitFor("alt+F5")
        #expect(terminal.screen.title == "fixture title")
        #expect(terminal.wrote("\u{1B}[22;2t"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("\u{1B}[23;2t"))
    }

    @Test func aCrashTakesTheTitleBackToo() throws {
        let (terminal, before) = try start("echo", "--mouse")
        try terminal.send(act(5))
        try terminal.waitFor("alt+F5")
        terminal.forgetBytes()
        terminal.signal(SIGSEGV)
        #expect(try terminal.waitForExit() == -SIGSEGV)
        #expect(terminal.wrote("\u{1B}[23;2t"))
        #expect(terminal.modes() == before)
        #expect(terminal.wrote("\u{1B}[?1049l"))
    }

    @Test func withoutATitleNoneIsTakenBack() throws {
        let (terminal, _) = try start("echo")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.wrote("\u{1B}[22;2t") && !terminal.wrote("\u{1B}[23;2t"))
    }

    @Test func aChildGetsItsOwnTitleAndOursComesBack() throws {
        let (terminal, _) = try start("echo")
        try terminal.send(act(5))
        try terminal.waitFor("alt+F5")
        terminal.forgetBytes()
        try terminal.send(act(7))
        try terminal.waitFor("outside")
        #expect(terminal.wrote("\u{1B}[23;2t"))
        terminal.forgetBytes()
        try terminal.send("x\n")
        try terminal.waitFor("read x")
        #expect(terminal.wrote("\u{1B}[22;2t\u{1B}]2;fixture title"))
    }

    @Test func lettingGoOfTheTerminalRestoresItAndItOpensAgain() throws {
        let terminal = try startFixture("echo", "--mouse", "--drop")
        try terminal.waitFor("dropped")
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006, 2004]))
        let before = terminal.modes()
        try terminal.send("\n")
        try terminal.waitFor("ready 80x24")
        try terminal.send("x")
        try terminal.waitFor("key <x>")
        #expect(terminal.modes() != before)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.modes() == before)
    }

    @Test func standardErrorThatGoesElsewhereIsLeftAlone() throws {
        let (log, other) = (TemporaryFile(), TemporaryFile())
        try "from before\n".write(toFile: log.path, atomically: true, encoding: .utf8)
        let fixture = try BuiltProduct.path("terminal-fixture")
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "exec \(fixture) echo --log \(log.path) 2>\(other.path)"])
        try terminal.waitFor("ready")
        try terminal.send(act(4))
        try terminal.waitFor("alt+F4")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.wrote("log:"))
        #expect(try String(contentsOfFile: other.path, encoding: .utf8).hasPrefix("a complaint"))
    }
}
