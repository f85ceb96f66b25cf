import TerminalCore
import Testing

@testable import TerminalServices

struct HyperlinksTests {
    @Test(arguments: [
        ("https://example.com/a?b=c;d#e", "example.com"), ("https://a.b-c.example:8443/x", "a.b-c.example:8443"),
        ("HTTPS://xn--bcher-kva.example", "xn--bcher-kva.example"), ("http://127.0.0.1:8787/f/1", "127.0.0.1:8787"),
        ("http://localhost/", "localhost"), ("http://[::1]:80/", "[::1]:80"),
        ("https://[2001:db8::1]/", "[2001:db8::1]"),
        ("https://example.com/@user", "example.com"),
    ])
    func addressesThatMayBeLinksNameTheirHost(text: String, host: String) throws {
        let url = try #require(SafeURL(text))
        #expect(url.string == text && url.host.string == host)
    }

    @Test(arguments: [
        "", "https://", "http://example.com/", "ftp://example.com", "file:///etc/passwd", "javascript:alert(1)",
        "https://user@example.com", "https://example.com@evil.example/", "https://user:pw@example.com",
        "https://exa mple.com",
        "https://example.com/\u{1B}]8;;x", "https://example.com/\n", "https://example.com/é", "https://еxample.com",
        "https://example.com:port/", "https://example.com:/", "https://example.com:0/", "https://example.com:99999/",
        "https://-a.example/", "https://a..b/", "https://.example/", "https:///path", "https://[::1", "https://[x]/",
        "https://a\\b/",
        "https://example.com/\u{202E}", "https://example.com/\"x\"", "http://127.0.0.1.evil.example/",
        "http://localhost@evil.example/", "https://[::1]x/",
    ])
    func everythingElseIsNoLink(text: String) {
        #expect(SafeURL(text) == nil)
    }

    @Test func aLongAddressIsNoLink() {
        #expect(SafeURL("https://example.com/" + String(repeating: "a", count: 2000)) == nil)
    }

    @Test(arguments: [
        (["TERM": "xterm-kitty"], true), (["TERM": "xterm-256color", "VTE_VERSION": "6003"], true),
        (["TERM": "xterm-256color", "VTE_VERSION": "4600"], false), (["TERM": "foot"], true),
        (["TERM": "xterm-256color"], false), (["TERM": "linux"], false),
        (["TERM": "dumb", "FORCE_HYPERLINK": "1"], false),
        (["TERM": "xterm-256color", "FORCE_HYPERLINK": "1"], true), (["TERM": "foot", "FORCE_HYPERLINK": "0"], false),
        (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"], false),
        (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"], true),
        (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.6"], true),
        (["TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"], false),
        (["TERM": "screen-256color", "STY": "x", "KITTY_WINDOW_ID": "1"], false),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], false), ([:], false),
    ])
    func linksAreForTerminalsThatKnowThem(environment: [String: String], isOn: Bool) {
        let links = Hyperlinks(environment: environment, isTerminal: true)
        #expect(links.isOn == isOn)
        #expect(links.reason.string.hasPrefix(isOn ? "links: " : "no links: "))
        #expect(!Hyperlinks(environment: environment, isTerminal: false).isOn)
    }

    @Test func theSequencesStandAroundTheText() throws {
        let url = try #require(SafeURL("https://example.com/a;b"))
        let links = Hyperlinks(environment: ["TERM": "foot"], isTerminal: true)
        #expect(links.opening(url) == Array("\u{1B}]8;id=m1210040538;https://example.com/a;b\u{1B}\\".utf8))
        #expect(links.closing == Array("\u{1B}]8;;\u{1B}\\".utf8))
        let off = Hyperlinks(environment: [:], isTerminal: true)
        #expect(off.opening(url) == [] && off.closing == [])
    }
}
