import Testing
import TerminalCore

@testable import NcursesTerminal

@Suite struct TerminalCandidateTests {
    private static let database: [String: TerminalEntry] = [
        "xterm": TerminalEntry(colors: 8, hasAlternateScreen: true),
        "xterm-256color": TerminalEntry(colors: 256, hasAlternateScreen: true),
        "xterm-16color": TerminalEntry(colors: 16, hasAlternateScreen: true),
        "xterm-direct": TerminalEntry(colors: 1 << 24, hasAlternateScreen: true),
        "tmux-256color": TerminalEntry(colors: 256, hasAlternateScreen: true),
        "tmux-direct": TerminalEntry(colors: 1 << 24, hasAlternateScreen: true),
        "screen-256color": TerminalEntry(colors: 256, hasAlternateScreen: true),
        "odd-direct": TerminalEntry(colors: 1 << 24, hasAlternateScreen: false),
        "linux": TerminalEntry(colors: 8, hasAlternateScreen: false),
        "vt100": TerminalEntry(colors: -1, hasAlternateScreen: false),
    ]

    private func first(
        _ environment: [String: String], _ request: ColorRequest = .auto,
        in database: [String: TerminalEntry] = database
    ) throws -> TerminalCandidate {
        try #require(TerminalCandidate.all(environment: environment, request: request) { database[$0] }.first)
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], .auto, "xterm-256color", .indexed256),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .auto, "xterm-direct", .direct),
            (["TERM": "xterm-256color", "COLORTERM": "24bit"], .auto, "xterm-direct", .direct),
            (["TERM": "xterm-256color", "COLORTERM": "yes"], .auto, "xterm-256color", .indexed256),
            (["TERM": "xterm-kitty", "COLORTERM": "truecolor"], .auto, "xterm-direct", .direct),
            (["TERM": "odd", "COLORTERM": "truecolor"], .auto, "xterm-direct", .direct),
            (["TERM": "tmux-256color", "COLORTERM": "truecolor"], .auto, "tmux-direct", .direct),
            (["TERM": "screen-256color", "COLORTERM": "truecolor"], .auto, "screen-256color", .indexed256),
            (["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "x"], .auto, "tmux-direct", .direct),
            (["TERM": "linux", "COLORTERM": "truecolor"], .auto, "linux", .ansi8),
            (
                ["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .auto, "xterm-256color",
                .monochrome
            ),
            (["TERM": "xterm-256color", "NO_COLOR": ""], .auto, "xterm-256color", .indexed256),
            (["TERM": "xterm-256color", "NO_COLOR": "1"], .indexed256, "xterm-256color", .indexed256),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .ansi16, "xterm-256color", .ansi16),
            (["TERM": "xterm-256color"], .none, "xterm-256color", .monochrome),
            (["TERM": "xterm-256color"], .direct, "xterm-direct", .direct),
            (["TERM": "xterm"], .auto, "xterm", .ansi8),
            (["TERM": "xterm"], .indexed256, "xterm-256color", .indexed256),
            (["TERM": "xterm-16color"], .auto, "xterm-16color", .ansi16),
            (["TERM": "vt100"], .auto, "vt100", .monochrome),
            (["TERM": "foot"], .auto, "xterm-256color", .indexed256),
            ([:], .auto, "xterm-256color", .indexed256),
        ] as [([String: String], ColorRequest, String, ColorDepth)])
    func entryAndDepthFollowTheEnvironmentAndTheRequest(
        environment: [String: String], request: ColorRequest, name: String, depth: ColorDepth
    ) throws {
        let candidate = try first(environment, request)
        #expect(candidate.name == name)
        #expect(candidate.depth == depth)
        #expect(!candidate.reason.isEmpty)
    }

    @Test func withoutA24BitEntryTheReasonNamesThePackage() throws {
        var database = Self.database
        database["xterm-direct"] = nil
        let candidate = try first(["TERM": "xterm-256color"], .direct, in: database)
        #expect(candidate.depth == .indexed256)
        #expect(candidate.reason.contains("ncurses-term"))
    }

    @Test func theFallbacksComeInOrder() throws {
        let names = try TerminalCandidate.all(environment: ["TERM": "foot"], request: .auto) { Self.database[$0] }.map(
            \.name)
        #expect(names == ["xterm-256color", "vt100"])
    }

    @Test func aDumbTerminalAndAnEmptyDatabaseAreRefused() {
        #expect(throws: TerminalError.cannotPlaceCursor(name: "dumb")) { try first(["TERM": "dumb"]) }
        #expect(throws: TerminalError.noEntry(tried: ["foot", "xterm-256color", "vt100"])) {
            try first(["TERM": "foot"], in: [:])
        }
    }

    @Test(arguments: [
        TerminalError.noTerminal, .cannotPlaceCursor(name: "dumb"), .noEntry(tried: ["x"]), .refused(what: "a pipe"),
    ])
    func refusalsNameTheCommandsThatNeedNoTerminal(error: TerminalError) {
        #expect(error.description.contains("mintop operations"))
    }
}
