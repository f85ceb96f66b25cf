import TerminalCore
import TestRandom
import Testing

@testable import Theming

/// All bytes give a theme or an error, without a crash or a hang.
struct ThemeReaderFuzzTests {
    static let fragments = [
        "name: ", "palette:\n  ", "base00: ", "base0F: 'aabbcc'\n", "roles: ", "{", "}", "[", "]", "&a ", "*a ", "<<: ",
        "- ", "? ", ": ", "\n", "\n  ", "#", "\"", "'", "|\n", ">-\n", "%YAML 1.1\n", "---\n", "...\n", "!!int ",
        "!<x> ",
        "system: terminal\n", "attributes: [bold]", "\t", "\u{0}", "\u{FEFF}", "é", "👨‍👩‍👧", "\\x", "~", "0x1F", "1e9",
        "\r\n",
    ]

    private func check(_ text: String) {
        do {
            let theme = try Theme(parsing: text, fileName: "fuzz.yaml")
            #expect(theme[.text].foreground == theme.background.foreground)
        } catch {
            #expect(!error.reason.isEmpty)
            #expect(!error.description.contains("\n"))
            if let line = error.line { #expect(line >= 1) }
        }
    }

    @Test(arguments: 0..<8)
    func randomBytesNeitherTrapNorHang(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let count = Int.random(in: 0...300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: 0..<8)
    func randomYAMLNeitherTrapsNorHangs(seed: UInt64) {
        var random = SplitMix(seed: seed &+ 1000)
        for _ in 0..<200 {
            let pieces = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                Self.fragments.randomElement(using: &random)
            }
            check(pieces.joined())
        }
    }

    @Test(arguments: 0..<8)
    func aDamagedThemeNeitherTrapsNorHangs(seed: UInt64) {
        var random = SplitMix(seed: seed &+ 2000)
        for _ in 0..<60 {
            var bytes = Array((ThemeParsingTests.current + "roles: { link: { foreground: base0C } }").utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: place)
                }
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }
}
