import Foundation
import TestTerminal
import Testing

/// The dashboard read by an independent terminal with its own character widths.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TmuxAlignmentTests {
    @Test(arguments: [(80, 24), (120, 40)])
    func bordersMeetInTmux(_ columns: Int, _ rows: Int) throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "600", "--seed", "7")
        try WidthPrompts.start(on: server, waiting: true)
        let tmux = try Tmux(
            [BuiltProduct.path("mintop"), "--hold", "0"], environment: server.environment, columns: columns, rows: rows)
        try tmux.wait { $0.contains { $0.contains("Summary") } && $0.contains { $0.contains("live") } }
        var screens = 0
        for keys in Array(repeating: "j", count: WidthPrompts.all.count) + ["]", "]", "]", "3", "t", "t", "p"] {
            try tmux.run("send-keys", "-t", "0", keys)
            let lines = try tmux.settled()
            let tracing = FrameTracing(lines: lines)
            #expect(tracing.misalignments.isEmpty, "\(tracing.misalignments)\n\(lines.joined(separator: "\n"))")
            #expect(tracing.frames.count >= (keys == "p" ? 0 : 2), "after \(keys)\n\(lines.joined(separator: "\n"))")
            screens += 1
        }
        // The end of each row by tmux's own widths: a different width of any character would move it.
        let lines = try tmux.settled()
        let ends = FrameTracing(lines: lines).rowEnds
        for (row, end) in try tmux.rowEnds(rows).enumerated() where row < ends.count {
            #expect(end == ends[row], "row \(row): \(lines[row])")
        }
        print("\(screens) screens of \(columns)×\(rows) have whole borders in \(try tmux.run("-V"))")
        try tmux.run("send-keys", "-t", "0", "Q")
        try tmux.waitForEnd()
    }
}

/// A private tmux server with one window, ended with the value.
private final class Tmux {
    private let name = "mintop-test-\(UUID().uuidString)"
    private let environment: [String: String]

    /// Starts the program in a window of that size.
    init(_ words: [String], environment: [String: String], columns: Int, rows: Int) throws {
        self.environment = environment.merging(["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PATH": "/usr/bin:/bin"])
        {
            $1
        }
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        try run(
            "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "exec \(quoted)", ";", "set", "-g",
            "status",
            "off", ";", "set", "-g", "default-terminal", "tmux-256color", ";", "resize-window", "-x", "\(columns)",
            "-y",
            "\(rows)")
    }

    deinit {
        // `try?` twice: the server ends with the program, and its socket may be gone.
        _ = try? run("kill-server")
        try? FileManager.default.removeItem(atPath: "/tmp/tmux-\(getuid())/\(name)")
    }

    /// Runs a command of tmux, and returns its output.
    @discardableResult
    func run(_ words: String...) throws -> String {
        // A remaining tmux server would block Foundation's Process, so it runs on a terminal.
        let client = try PseudoTerminal(
            "/usr/bin/tmux", ["-L", name, "-f", "/dev/null"] + words, environment: environment)
        let status = try client.waitForExit()
        let text = String(decoding: client.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        guard status == 0 else {
            throw PseudoTerminalFailure(description: "tmux \(words.joined(separator: " ")): \(text)")
        }
        return text.trimmingCharacters(in: .newlines)
    }

    private func lines() throws -> [String] {
        try run("capture-pane", "-p", "-t", "0").split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// The screen as soon as it satisfies the condition.
    @discardableResult
    func wait(_ isWanted: ([String]) -> Bool) throws -> [String] {
        for _ in 0..<400 {
            let lines = try lines()
            if isWanted(lines) { return lines }
            usleep(50_000)
        }
        throw PseudoTerminalFailure(description: "waited in vain:\n\(try lines().joined(separator: "\n"))")
    }

    /// The screen once it has stayed the same for a moment.
    func settled() throws -> [String] {
        var last: [String] = []
        var same = 0
        return try wait { lines in
            same = lines == last ? same + 1 : 0
            last = lines
            return same >= 3
        }
    }

    /// Returns the number of columns of each row by tmux's own widths; 0 for an empty one.
    func rowEnds(_ rows: Int) throws -> [Int] {
        try run("copy-mode", "-t", "0", ";", "send-keys", "-t", "0", "-X", "top-line")
        defer {
            // `try?`: without a window, the test fails by itself.
            _ = try? run("send-keys", "-t", "0", "-X", "cancel")
        }
        return try (0..<rows).map { _ in
            let end = try run(
                "send-keys", "-t", "0", "-X", "end-of-line", ";", "display-message", "-p", "-t", "0",
                "#{copy_cursor_x}", ";", "send-keys", "-t", "0", "-X", "start-of-line", ";", "send-keys", "-t", "0",
                "-X",
                "cursor-down")
            return Int(end) ?? -1
        }
    }

    /// Waits until the program has ended, and tmux with it.
    func waitForEnd() throws {
        for _ in 0..<200 {
            // `try?`: a missing server is the expected end.
            guard (try? run("list-sessions")) != nil else { return }
            usleep(50_000)
        }
        throw PseudoTerminalFailure(description: "the program did not end:\n\(try lines().joined(separator: "\n"))")
    }
}
