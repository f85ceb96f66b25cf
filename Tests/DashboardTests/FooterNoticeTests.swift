import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

@testable import Dashboard

/// Footer notices are complete if there is space.
struct FooterNoticeTests {
    private static let sentence =
        "The prompt file ~/prompts/lighthouse.txt has 5,001 characters; a prompt may have 4,000."

    private func lines(_ size: Size, _ kind: Notice.Kind = .error, _ sentence: String = sentence) -> [String] {
        var state = Sample.state(size: size)
        _ = update(&state, .announced(kind, sentence), now: Sample.now)
        return ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas)
    }

    /// The words of the lowest rows, as if they were one line.
    private func foot(_ rows: Int, of lines: [String]) -> String {
        lines.suffix(rows).joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test func aShortNoticeLeavesRoomForTheKeys() {
        let lines = lines(Size(columns: 120, rows: 40), .success, "op_7 tracked.")
        #expect(lines.last?.contains("✔ op_7 tracked.") == true)
        #expect(lines.last?.contains("help") == true)
    }

    @Test func whatWentWellStaysOnItsLine() {
        let link = "Opened http://127.0.0.1:8787/files/" + String(repeating: "a", count: 200)
        let lines = lines(Size(columns: 120, rows: 40), .success, link)
        #expect(lines.last?.contains("✔ Opened http://127.0.0.1:8787/files/aaa") == true)
        #expect(lines.last?.hasSuffix("… ") == true || lines.last?.hasSuffix("…") == true)
        #expect(lines.dropLast().last?.contains("╯") == true)
    }

    @Test func aLongNoticeHasTheWholeLine() {
        let lines = lines(Size(columns: 100, rows: 40))
        #expect(lines.last?.contains("✖ " + Self.sentence) == true)
        #expect(lines.dropLast().last?.contains("╯") == true)
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 52, rows: 12)])
    func aLongerOneHasTheFramesEdgeToo(size: Size) {
        let lines = lines(size)
        #expect(foot(2, of: lines) == "✖ " + Self.sentence)
        #expect(lines[size.rows - 3].first == "│", "a row of the list stays as it is")
    }

    @Test func whatHasNoRoomAnywhereSaysSo() {
        #expect(foot(2, of: lines(Size(columns: 40, rows: 12))).hasSuffix("…"))
        #expect(lines(Size(columns: 10, rows: 3)).count == 3)
    }

    @Test func theStoresProblemIsWholeOnThePageOfRequests() {
        let size = Size(columns: 80, rows: 24)
        let problem = "The store /home/somebody/.local/state/mintop/mintop.sqlite cannot be written: free some space."
        var state = Sample.state(size: size)
        _ = update(&state, .storeFailed(problem), now: Sample.now)
        for number in 0..<100 {
            let entry = RequestLogLine(
                at: Sample.now, method: "GET", path: "/v1/\(number)", ending: "200", isFailure: false,
                milliseconds: 3, attempt: 1)
            _ = update(&state, .requestLogged(entry), now: Sample.now)
        }
        for key in Sample.keys("@") { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        func screen() -> String {
            ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas).joined(separator: "\n")
        }
        let words = screen().split { " \n│".contains($0) }.joined(separator: " ")
        #expect(words.contains("✖ " + problem))
        #expect(screen().contains("/v1/99 "))
        for key in Sample.keys("G") { _ = update(&state, .terminal(.key(key)), now: Sample.now) }
        #expect(screen().contains("/v1/0 "), "the oldest can be reached")
    }
}
