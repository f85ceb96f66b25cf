import TerminalCore
import Testing

@testable import TerminalServices

struct NoticeTests {
    static let notice = Notice(
        title: "review; op_1", body: "Preview ready; 4;1;50", facts: ["ID": "op_1", "STATUS": "preview_ready"])

    @Test func eachSignalHasItsForm() {
        func text(_ signal: NoticeSignal, _ environment: [String: String] = [:]) -> String {
            String(decoding: signal.bytes(Self.notice, environment: environment), as: UTF8.self)
        }
        #expect(text(.bell, ["TMUX": "x"]) == "\u{7}")
        #expect(text(.osc9) == "\u{1B}]9;mintop: review, op_1: Preview ready, 4,1,50\u{1B}\\")
        #expect(text(.osc777) == "\u{1B}]777;notify;review, op_1;Preview ready, 4,1,50\u{1B}\\")
        #expect(text(.osc9, ["TMUX": "x"]).hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}]9;"))
    }

    @Test(arguments: [
        (["TERM": "xterm-kitty"], NoticeSignal.osc9), (["TERM": "foot"], .osc777), (["TERM": "linux"], .bell),
        (["TERM": "xterm", "TERM_PROGRAM": "WezTerm"], .osc9), (["TERM": "xterm", "VTE_VERSION": "7000"], .bell),
        ([:], .bell),
    ])
    func theSignalSuitsTheTerminal(environment: [String: String], signal: NoticeSignal) {
        #expect(NoticeSignal.suited(to: environment) == signal)
    }

    @Test func aHookIsStartedAsConfiguredWithTheFactsInItsEnvironment() throws {
        let call = try #require(HookCall(["/usr/bin/say", "$MINTOP_ID; rm -rf /"], for: Self.notice))
        #expect(call.arguments == ["/usr/bin/say", "$MINTOP_ID; rm -rf /"])
        #expect(
            call.environment == [
                "MINTOP_ID": "op_1", "MINTOP_STATUS": "preview_ready", "MINTOP_TITLE": "review; op_1",
                "MINTOP_BODY": "Preview ready; 4;1;50",
            ])
    }

    @Test func namesThatAreNoneAreNotPassedOn() throws {
        var notice = Self.notice
        notice.facts = ["id": "a", "A=B": "b", "": "c", "TITLE": "d", "OK_1": "e"]
        let call = try #require(HookCall(["x"], for: notice))
        #expect(Set(call.environment.keys) == ["MINTOP_TITLE", "MINTOP_BODY", "MINTOP_OK_1"])
        #expect(call.environment["MINTOP_TITLE"] == "review; op_1")
        #expect(HookCall([], for: notice) == nil)
        #expect(HookCall([""], for: notice) == nil)
        #expect(HookCall(["a", "b\0c"], for: notice) == nil)
    }

    @Test func theTitleCountsWhatWaitsFirst() {
        #expect(
            WindowTitle.text(counts: [(2, "◆"), (0, "✖"), (4, "◐")], profile: "LOCAL").string == "◆2 ◐4 mintop LOCAL")
        #expect(WindowTitle.text(counts: [(0, "◆")], profile: "").string == "mintop")
        let long = WindowTitle.text(counts: [(1, SafeText(String(repeating: "x", count: 200)))], profile: "p")
        #expect(long.columns == 80)
    }
}
