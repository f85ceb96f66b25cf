import ArgumentParser
import Foundation
import TestTerminal

/// Measures the wait for pictures on a real pseudo-terminal, and for keys meanwhile.
struct Pictures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time keys and previews of a real dashboard on its own local server.",
        discussion: """
            It starts `mintop serve` and dashboards of 120×40 in 24-bit color, with empty caches for the pictures that \
            were not seen before, and then walks down and up through the models of one. A picture is there when the detail of \
            the new row shows one; a key is answered when the detail names the new row.
            """)

    @Argument(help: "The mintop program, built for release.") var program: String
    @Option(help: "How many models are walked through, up to 19.") var count = 15
    @Option(help: "How often the contact sheet is paged through, for the memory.") var pages = 40

    func run() throws {
        let server = try BenchServer(program)
        // The local server draws each picture at its first request, which is not to be measured.
        try server.drawAll()
        var (keys, fresh, known) = ([Double](), [Double](), [Double]())
        for number in 0..<count {
            // A new cache each time; the last row is far from the prefetched ones.
            let terminal = try start(server, number)
            fresh.append(try step(terminal, "G").picture)
            try terminal.send("Q")
            _ = try terminal.waitForExit()
        }
        let terminal = try start(server, count)
        for key in ["j", "k"] {
            for _ in 0..<count {
                let times = try step(terminal, key)
                keys.append(times.key)
                if key == "k" { known.append(times.picture) }
            }
        }
        try terminal.send("t")
        _ = terminal.bytesDuring(milliseconds: 2000)
        let before = try server.memory(of: terminal.processIdentifier)
        for page in 0..<pages {
            try terminal.send(page % 2 == 0 ? "G" : "g")
            _ = terminal.bytesDuring(milliseconds: 150)
        }
        let after = try server.memory(of: terminal.processIdentifier)
        try terminal.send("Q")
        _ = try terminal.waitForExit()
        print("keys while pictures load: \(Self.summary(keys))")
        print("new pictures: \(Self.summary(fresh))")
        print("pictures seen before: \(Self.summary(known))")
        print("memory of the dashboard: \(before / 1024) MiB, after \(pages) pages of thumbnails \(after / 1024) MiB")
    }

    /// Starts a dashboard with the cursor on the first model and its picture shown.
    private func start(_ server: BenchServer, _ number: Int) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            program, ["--color", "rgb"],
            environment: server.environment.merging([
                "COLORTERM": "truecolor", "XDG_CACHE_HOME": server.folder + "/cache-\(number)",
            ]) { $1 }, columns: 120, rows: 40)
        try terminal.waitFor("● live")
        try terminal.waitFor("20+")
        try terminal.send("3")
        try terminal.waitUntil("the first picture", seconds: 60) { $0.hasPicture || $0.saysWhyThereIsNone }
        _ = terminal.bytesDuring(milliseconds: 1000)
        return terminal
    }

    /// Presses a key; returns the time until the cursor moved and until the new row's picture is shown.
    private func step(_ terminal: PseudoTerminal, _ key: String) throws -> (key: Double, picture: Double) {
        let title = terminal.screen.detailTitle
        let clock = ContinuousClock()
        let begin = clock.now
        try terminal.send(key)
        try terminal.waitUntil("the next row") { $0.detailTitle != title }
        let moved = clock.now
        try terminal.waitUntil("its picture", seconds: 30) { $0.hasPicture || $0.saysWhyThereIsNone }
        let shown = clock.now
        _ = terminal.bytesDuring(milliseconds: 30)
        return ((moved - begin) / .milliseconds(1), (shown - begin) / .milliseconds(1))
    }

    private static func summary(_ times: [Double]) -> String {
        let sorted = times.sorted()
        func quantile(_ share: Double) -> String {
            guard !sorted.isEmpty else { return "-" }
            return String(format: "%.1f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
        }
        return "\(times.count), ms p50 \(quantile(0.5)), p95 \(quantile(0.95)), worst \(quantile(1))"
    }
}

extension ScreenEmulator {
    /// The first column of the detail pane in a wide layout.
    private var detailColumn: Int { columns * 54 / 100 }

    fileprivate var detailTitle: String { String(text(row: 1).dropFirst(detailColumn)) }

    /// Whether the detail pane shows picture characters.
    fileprivate var hasPicture: Bool {
        let marks: Set<Character> = [
            "▀", "▄", "▌", "▐", "█", "▁", "▂", "▃", "▅", "▆", "▇", "▉", "▊", "▋", "▍", "▎", "▏",
        ]
        let found = (2..<rows - 2).reduce(0) { sum, row in
            sum + text(row: row).dropFirst(detailColumn).count { marks.contains($0) }
        }
        return found > 40
    }

    fileprivate var saysWhyThereIsNone: Bool {
        (2..<rows - 2).contains { text(row: $0).dropFirst(detailColumn).contains("no picture") }
    }
}
