import Foundation
import TestTerminal
import Testing

/// The dashboard restores the terminal however it ends, on every kind of terminal.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TerminalEndTests {
    /// An event for the dashboard, or its environment.
    enum Event: Sendable, CustomTestStringConvertible {
        case signal(Int32)
        case closedTerminal
        case newSession
        case stoppedAndContinued
        case hugeWindow
        case unknownWindow
        case fewFiles
        case fewFilesAtFirst

        var testDescription: String { "\(self)" }
    }

    /// All signals that can be caught, and some of the real-time ones.
    private static let signals = (1...31).filter { ![SIGKILL, SIGSTOP].contains($0) } + [34, 50, 64]
    /// The signals that end nothing: by default, or because a library ignores them.
    private static let harmless = [SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE]
    private static let statuses = [SIGINT: 130, SIGTERM: 143, SIGQUIT: 143, SIGHUP: 129] as [Int32: Int32]
    private static let events =
        signals.map(Event.signal)
        + [
            .closedTerminal, .newSession, .stoppedAndContinued, .hugeWindow, .unknownWindow, .fewFiles,
            .fewFilesAtFirst,
        ]

    @Test(arguments: events) func theTerminalIsCleanAfterwards(event: Event) throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let program = try BuiltProduct.path("mintop")
        // The shell waits for a line, so that the modes can be read before the program starts.
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "read line; \(event.command) \(program)"], environment: server.environment, columns: 120,
            rows: 40)
        let before = terminal.modes()
        try terminal.send("\n")
        let status = try happen(event, on: terminal)
        #expect(try terminal.waitForExit(seconds: 60) == status)
        guard event != .closedTerminal else { return }
        #expect(terminal.modes() == before)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006, 2004, 1049, 1, 2026]))
    }

    @Test func noCoreFileIsWrittenAndEnoughFilesMayBeOpen() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let program = try BuiltProduct.path("mintop")
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "ulimit -S -c unlimited; ulimit -S -n 256; exec \(program)"],
            environment: server.environment,
            columns: 120, rows: 40)
        try terminal.waitFor("● live")
        let limits = try String(contentsOfFile: "/proc/\(terminal.processIdentifier)/limits", encoding: .utf8)
        func soft(_ name: String) -> Substring? {
            let line = limits.split(separator: "\n").first { $0.hasPrefix(name) }
            return line?.dropFirst(name.count).split(separator: " ").first
        }
        #expect(soft("Max core file size") == "0")
        #expect(soft("Max open files") == "4096")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    /// - Returns: The expected exit status; negative for the signal that ended it.
    private func happen(_ event: Event, on terminal: PseudoTerminal) throws -> Int32 {
        if event == .fewFiles {
            try terminal.waitFor("mintop may open only 40 files at once and needs 64")
            return 69
        }
        try terminal.waitFor("● live")
        switch event {
        case .signal(let number) where !Self.harmless.contains(number):
            terminal.signal(number)
            return Self.statuses[number] ?? -number
        case .closedTerminal:
            terminal.hangUp()
            return 129
        case .stoppedAndContinued:
            terminal.signal(SIGSTOP)
            terminal.signal(SIGCONT)
        case .signal(let number):
            terminal.signal(number)
            terminal.signal(SIGCONT)
        default: break
        }
        // The middle of that many rows is not on this screen.
        guard event != .hugeWindow else {
            try terminal.send("q")
            return 0
        }
        try terminal.send("?")
        try terminal.waitFor("type to search")
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the lists again") { !$0.text.contains("type to search") }
        try terminal.send("q")
        return 0
    }
}

extension TerminalEndTests.Event: Equatable {
    /// The command line of a shell.
    var command: String {
        switch self {
        case .newSession: "setsid -w"
        case .hugeWindow: "stty rows 33000 cols 120; exec"
        case .unknownWindow: "stty rows 0 cols 0; exec"
        case .fewFiles: "ulimit -n 40; exec"
        case .fewFilesAtFirst: "ulimit -S -n 40; exec"
        case .signal, .closedTerminal, .stoppedAndContinued: "exec"
        }
    }
}
