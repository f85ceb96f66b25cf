import Foundation
import TerminalCore
import Testing

@testable import TerminalServices

struct ClipboardChoiceTests {
    static let every: Set<String> = ["wl-copy", "xclip", "xsel", "pbcopy", "tmux"]
    static let xterm = ["TERM": "xterm-256color"]

    static func ways(
        _ environment: [String: String], _ programs: Set<String> = every, text: String = "op_1"
    ) -> [String] {
        ClipboardChoice.all(
            for: ClipboardText(SafeText(text)), environment: xterm.merging(environment) { $1 }, programs: programs
        ).map { choice in
            switch choice.way {
            case .program(let name, let arguments): ([name] + arguments).joined(separator: " ")
            case .sequence(let bytes): bytes.starts(with: Array("\u{1B}P".utf8)) ? "passed on" : "sequence"
            case .popup: "popup"
            }
        }
    }

    @Test(
        arguments: [
            (["WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"], every, ["wl-copy", "sequence", "popup"]),
            (["DISPLAY": ":0"], every, ["xclip -selection clipboard", "sequence", "popup"]),
            (["DISPLAY": ":0"], ["xsel"], ["xsel --clipboard --input", "sequence", "popup"]),
            ([:], ["pbcopy"], ["pbcopy", "sequence", "popup"]),
            ([:], ["xclip", "wl-copy", "xsel"], ["sequence", "popup"]),
            (["SSH_TTY": "/dev/pts/1", "WAYLAND_DISPLAY": "wayland-0"], every, ["sequence", "popup"]),
            (
                ["SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10.0"], ["xclip"],
                ["xclip -selection clipboard", "sequence", "popup"]
            ),
            (["TMUX": "/tmp/t,1,0"], ["tmux"], ["tmux load-buffer -w -", "passed on", "popup"]),
            (["TMUX": "/tmp/t,1,0"], [], ["passed on", "popup"]), (["STY": "1.pts"], [], ["passed on", "popup"]),
            (["TERM": "linux"], [], ["popup"]), (["TERM": "dumb"], [], ["popup"]),
            (["VTE_VERSION": "7200"], [], ["popup"]),
            (["TERM_PROGRAM": "Apple_Terminal"], ["pbcopy"], ["pbcopy", "popup"]),
            (["DISPLAY": ""], every.subtracting(["pbcopy"]), ["sequence", "popup"]),
        ] as [([String: String], Set<String>, [String])])
    func theWayFollowsFromTheEnvironment(environment: [String: String], programs: Set<String>, expected: [String]) {
        #expect(Self.ways(environment, programs) == expected)
    }

    @Test func aLongTextIsNotSentToTheTerminal() {
        let limit = ClipboardChoice.sequenceLimit
        #expect(Self.ways([:], [], text: String(repeating: "a", count: limit)) == ["sequence", "popup"])
        #expect(Self.ways([:], [], text: String(repeating: "a", count: limit + 1)) == ["popup"])
        let refused = ClipboardChoice.all(
            for: ClipboardText(SafeText(String(repeating: "é", count: limit))), environment: Self.xterm, programs: [])
        #expect(refused.last?.reason == "select it here: the text is longer than the 74994 bytes terminals take")
    }

    @Test func theSequenceCarriesTheText() throws {
        let text = ClipboardText(lines: ["{", "  \"id\": \"漢\"", "}"])
        let choice = try #require(ClipboardChoice.all(for: text, environment: Self.xterm, programs: []).first)
        let payload = Data("{\n  \"id\": \"漢\"\n}".utf8).base64EncodedString()
        #expect(choice.way == .sequence(Array("\u{1B}]52;c;\(payload)\u{1B}\\".utf8)))
    }

    @Test func everyReasonNamesTheWay() {
        let environments = [["DISPLAY": ":0", "TMUX": "x"], ["STY": "x"], ["TERM": "linux"], ["VTE_VERSION": "1"]]
        for environment in environments {
            for choice in ClipboardChoice.all(
                for: ClipboardText("x"), environment: Self.xterm.merging(environment) { $1 }, programs: Self.every)
            {
                #expect(choice.reason.string.hasPrefix(choice.way == .popup ? "select it here: " : "copied "))
            }
        }
    }
}
