import Foundation
import TestTerminal
import Testing

/// The dashboard on every kind of terminal, in every size and locale, with prompts of difficult widths.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TerminalMatrixTests {
    static let terminals = ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "xterm-direct"]
    static let sizes = [
        (120, 40), (10, 3), (39, 8), (40, 8), (60, 20), (79, 24), (80, 24), (119, 40), (160, 45), (400, 120),
    ]
    /// The value of `LC_ALL`; empty for none.
    static let locales = ["C.UTF-8", "C", "POSIX", ""]

    /// Every terminal in every size with UTF-8, and in other locales in sizes of each layout.
    @Test func bordersMeetOnEveryTerminalInEverySizeAndLocale() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "600", "--seed", "7")
        try WidthPrompts.start(on: server, waiting: true)
        var screens = 0
        for (number, term) in Self.terminals.enumerated() {
            for (other, locale) in Self.locales.enumerated() {
                let environment = ["TERM": term, "LC_ALL": locale]
                let terminal = try server.dashboard(environment: environment)
                // Each shows the detail of another prompt.
                try terminal.waitFor("Summary")
                try terminal.send(String(repeating: "j", count: (number * Self.locales.count + other) % 13))
                let sizes = locale == "C.UTF-8" ? Self.sizes : [(39, 8), (79, 24), (160, 45)]
                for (columns, rows) in sizes {
                    terminal.resize(columns: columns, rows: rows)
                    terminal.settle()
                    _ = misalignments(of: terminal)
                    let tracing = FrameTracing(terminal.screen)
                    let place = "\(term), “\(locale)”, \(columns)×\(rows)"
                    #expect(tracing.misalignments.isEmpty, "\(place):\n\(terminal.screen.text)")
                    let least = columns < 40 || rows < 8 ? 0 : columns < 80 ? 1 : columns < 120 ? 2 : 4
                    #expect(tracing.frames.count >= least, "\(place):\n\(terminal.screen.text)")
                    #expect(!terminal.screen.text.isEmpty, "\(place)")
                    screens += 1
                }
                try checkBytes(of: terminal, environment, server)
                try terminal.send("Q")
                #expect(try terminal.waitForExit() == 0, "\(term), “\(locale)”")
            }
        }
        print(
            "\(screens) screens of \(Self.terminals.count * Self.locales.count) terminals and locales have whole borders"
        )
    }

    /// If the program decides that the C library cannot write UTF-8, all its output is ASCII; otherwise it is UTF-8.
    private func checkBytes(
        of terminal: PseudoTerminal, _ environment: [String: String], _ server: TestServer
    ) throws {
        let doctor = try mintop(
            "doctor", "--offline", environment: server.environment.merging(environment) { $1 })
        let line = doctor.output.split(separator: "\n").first { $0.contains("locale") } ?? ""
        if line.contains("UTF-8") {
            #expect(String(validating: terminal.bytes, as: UTF8.self) != nil, "\(environment)")
        } else {
            #expect(terminal.bytes.allSatisfy { $0 < 0x80 }, "\(environment)")
        }
    }

    /// A session of random keys and sizes; `MINTOP_RESIZE_SEED` and `MINTOP_RESIZES` select another one.
    @Test func randomSizesAndKeysBreakNothing() throws {
        let settings = ProcessInfo.processInfo.environment
        let seed = settings["MINTOP_RESIZE_SEED"].flatMap { UInt64($0) } ?? 278_987_743
        let count = settings["MINTOP_RESIZES"].flatMap { Int($0) } ?? 1000
        print("\(count) random sizes and keys: MINTOP_RESIZE_SEED=\(seed)")
        var random = RandomKeys(seed: seed)
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "600", "--seed", "7")
        try WidthPrompts.start(on: server, waiting: false)
        func open() throws -> PseudoTerminal {
            // Downloads go to the current directory.
            let terminal = try PseudoTerminal(
                "/bin/sh", ["-c", "cd \"$HOME\" && exec \"$0\" --hold 0", BuiltProduct.path("mintop")],
                environment: server.environment.merging(["BROWSER": "true", "EDITOR": "true", "VISUAL": "true"]) { $1 },
                columns: 120, rows: 40)
            try terminal.waitFor("Summary")
            return terminal
        }
        var (terminal, starts) = (try open(), 1)
        var recent: [String] = []
        for step in 1...count {
            let size = random.size()
            let keys = random.keys()
            let shown = String(decoding: keys, as: UTF8.self).debugDescription
            recent = recent.suffix(20) + ["\(size.columns)×\(size.rows) \(shown)"]
            terminal.resize(columns: size.columns, rows: size.rows)
            guard (try? terminal.send(keys)) == nil || step % 50 == 0 else { continue }  // `try?`: checked below
            terminal.settle(seconds: 10)
            let story = "seed \(seed), step \(step), after \(recent)"
            if terminal.hasHungUp {
                // The random keys may run the palette's quit command; any other end is a failure.
                let status = try terminal.waitForExit()
                #expect(status == 0, "\(story)\n\(terminal.report)")
                (terminal, starts) = (try open(), starts + 1)
                continue
            }
            let misalignments = misalignments(of: terminal)
            #expect(misalignments.isEmpty, "\(story): \(misalignments)\n\(terminal.screen.text)")
        }
        try expectIdleAndEnd(of: terminal, "seed \(seed), after \(recent)")
        print("\(starts) starts")
    }

    /// Returns the lasting misalignments: a busy program may pause within a frame.
    private func misalignments(of terminal: PseudoTerminal) -> [String] {
        for _ in 0..<60 where !FrameTracing(terminal.screen).misalignments.isEmpty { terminal.settle(seconds: 2) }
        return FrameTracing(terminal.screen).misalignments
    }

    private func expectIdleAndEnd(of terminal: PseudoTerminal, _ story: String) throws {
        terminal.resize(columns: 120, rows: 40)
        for _ in 0..<12 {
            try terminal.send("\u{1B}")
            terminal.settle()
        }
        var isIdle = false
        for _ in 0..<60 where !isIdle { isIdle = terminal.bytesDuring(milliseconds: 1000).isEmpty }
        #expect(isIdle, "\(story)\n\(terminal.report)")
        #expect(misalignments(of: terminal).isEmpty, "\(story)\n\(terminal.screen.text)")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0, "\(story)")
        #expect(!terminal.screen.isAlternate && terminal.screen.isCursorShown, "\(story)")
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004, 1049, 1]), "\(story)")
    }
}
