import TerminalCore
import Testing

@testable import TerminalServices

/// Text with terminal sequences, through every output of this module.
struct InjectionTests {
    static let corpus: [String] =
        (0..<0x20).map { "a\(Unicode.Scalar(UInt8($0)))b" } + (0x7F..<0xA0).map { "a\(Unicode.Scalar(UInt8($0)))b" } + [
            "\u{1B}]52;c;ZXZpbA==\u{7}", "\u{1B}]0;evil\u{1B}\\", "\u{1B}]8;;https://evil.example\u{1B}\\x",
            "\u{1B}\\\u{1B}[2J",
            "\u{9D}52;c;ZXZpbA==\u{9C}", "\u{1B}Ptmux;\u{1B}\u{1B}]0;x\u{7}\u{1B}\\", "a\u{202E}b\u{2066}c\u{2069}",
            "\r\n\u{2028}\u{2029}",
            "👩‍👩‍👧\u{FE0F}", "e" + String(repeating: "\u{301}", count: 10_000), "\u{FEFF}\u{200B}\u{200D}",
            "x\u{7}y\u{1B}\\z;4;1;50",
        ]

    static let environments: [[String: String]] = [
        ["TERM": "xterm-256color"], ["TERM": "tmux-256color", "TMUX": "x"], ["TERM": "screen", "STY": "x"],
    ]

    /// The text of a sequence without the module's own framing; nil if the framing is wrong.
    static func inside(_ bytes: [UInt8], _ environment: [String: String]) -> [UInt8]? {
        var text = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
        func strip(_ start: String, _ end: String) -> Bool {
            guard text.starts(with: start.unicodeScalars), text.reversed().starts(with: end.unicodeScalars.reversed())
            else {
                return false
            }
            text = text.dropFirst(start.unicodeScalars.count).dropLast(end.unicodeScalars.count)
            return true
        }
        if environment["TMUX"] != nil {
            guard strip("\u{1B}Ptmux;\u{1B}\u{1B}]", "\u{1B}\u{1B}\\\u{1B}\\") else { return nil }
        } else if environment["STY"] != nil {
            let whole = String(String.UnicodeScalarView(text)).replacing("\u{1B}\\\u{1B}P", with: "")
            text = whole.unicodeScalars[...]
            guard strip("\u{1B}P\u{1B}]", "\u{7}\u{1B}\\") else { return nil }
        } else {
            guard strip("\u{1B}]", "\u{1B}\\") else { return nil }
        }
        return Array(String(String.UnicodeScalarView(text)).utf8)
    }

    static func isObeyed(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.contains { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
        }
    }

    @Test(arguments: corpus)
    func noNoticeCarriesWhatATerminalObeys(text: String) throws {
        let notice = Notice(title: SafeText(text), body: SafeText(text), facts: ["PROMPT": SafeText(text)])
        for environment in Self.environments {
            for signal in [NoticeSignal.osc9, .osc777] {
                let inside = try #require(Self.inside(signal.bytes(notice, environment: environment), environment))
                #expect(!Self.isObeyed(inside))
                #expect(inside.count(where: { $0 == UInt8(ascii: ";") }) == (signal == .osc9 ? 1 : 3))
            }
        }
        let call = try #require(HookCall(["hook"], for: notice))
        for value in call.environment.values { #expect(!Self.isObeyed(Array(value.utf8)) && value.utf8.count < 20_000) }
    }

    @Test(arguments: corpus)
    func noClipboardTextIsObeyedWhenItIsPasted(text: String) throws {
        let lines = SafeText.lines(of: text)
        let copied = ClipboardText(lines: lines)
        #expect(!Self.isObeyed(copied.bytes.filter { $0 != 0x0A }))
        #expect(!Self.isObeyed(ClipboardText(SafeText(text)).bytes))
        for environment in Self.environments {
            let choices = ClipboardChoice.all(for: copied, environment: environment, programs: [])
            guard case .sequence(let bytes)? = choices.first?.way else {
                Issue.record("no sequence")
                return
            }
            let inside = try #require(Self.inside(bytes, environment))
            #expect(inside.allSatisfy { (0x20...0x7E).contains($0) })
        }
    }

    @Test(arguments: corpus)
    func noTitleAndNoLinkCarriesWhatATerminalObeys(text: String) {
        let title = WindowTitle.text(counts: [(1, SafeText(text))], profile: SafeText(text))
        #expect(!Self.isObeyed(Array(title.string.utf8)))
        for address in [text, "https://" + text, "https://example.com/" + text, "https://example.com/?" + text + "#x"] {
            guard let url = SafeURL(address) else { continue }
            let links = Hyperlinks(environment: ["TERM": "foot"], isTerminal: true)
            let inside = Self.inside(links.opening(url), [:])
            #expect(inside.map(Self.isObeyed) == false)
        }
    }
}
