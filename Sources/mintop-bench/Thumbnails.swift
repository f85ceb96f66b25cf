import ArgumentParser
import Foundation
import TestTerminal

/// Scrolls through many pictures on a real pseudo-terminal and measures the dashboard's memory and time.
struct Thumbnails: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scroll through thumbnails of a million Worlds, and print memory and cache on the way.",
        discussion: """
            It starts `mintop serve --scenario huge` and a dashboard of 160×45 in 24-bit color, shows the Worlds as \
            thumbnails, and goes down page by page; the next page is taken when nothing is drawn any more.
            """)

    @Argument(help: "The mintop program.") var program: String
    @Option(help: "How many pictures are scrolled through.") var count = 1000

    func run() throws {
        let server = try BenchServer(program, scenario: "huge")
        let cache = server.folder + "/cache"
        let terminal = try PseudoTerminal(
            program, ["--color", "rgb"],
            environment: server.environment.merging(["COLORTERM": "truecolor", "XDG_CACHE_HOME": cache]) { $1 },
            columns: 160, rows: 45)
        try terminal.waitFor("● live")
        try terminal.waitFor("20+")
        try terminal.send("2t")
        settle(terminal)
        var (seen, printed, withoutPicture) = (0, 0, 0)
        while seen < count {
            guard let last = Self.lastShown(terminal.screen) else {
                throw ValidationError("The screen does not say which rows it shows:\n\(terminal.screen.text)")
            }
            seen = last
            if terminal.screen.text.contains("no picture") { withoutPicture += 1 }
            if seen >= printed + 100 {
                printed = seen
                let memory = try server.memory(of: terminal.processIdentifier)
                print("\(seen) pictures: \(memory / 1024) MiB, cache \(Self.size(of: cache) / 1024) KiB")
            }
            try terminal.send("\u{1B}[6~")
            settle(terminal)
        }
        try terminal.send("Q")
        print("pages with a tile without its picture: \(withoutPicture); exit \(try terminal.waitForExit())")
    }

    /// Waits until nothing is drawn for a while.
    private func settle(_ terminal: PseudoTerminal) {
        for _ in 0..<100 where terminal.bytesDuring(milliseconds: 250).isEmpty { return }
    }

    /// The number of the last visible row, from `1–12 / 20+`.
    private static func lastShown(_ screen: ScreenEmulator) -> Int? {
        let marks = screen.text.matches(of: /(\d+)–(\d+) \/ [\d,]+\+/)
        return marks.compactMap { Int($0.output.2) }.max()
    }

    private static func size(of folder: String) -> Int {
        let files = FileManager.default.enumerator(atPath: folder)
        var sum = 0
        while files?.nextObject() != nil { sum += (files?.fileAttributes?[.size] as? Int) ?? 0 }
        return sum
    }
}
