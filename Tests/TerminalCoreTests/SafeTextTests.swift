import Testing

@testable import TerminalCore

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("", ""),
        ("a\u{0}b\u{7}c\u{8}d\u{7F}e", "abcde"),
        ("a\u{85}b\u{9B}31mc\u{90}", "a b31mc"),
        ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"),
        ("\u{1B}]0;title\u{7}x", "]0;titlex"),
        ("\u{1B}]52;c;AAAA\u{1B}\\x", "]52;c;AAAA\\x"),
        ("a\tb\nc\r\nd\u{2028}e", "a b c d e"),
        ("a\u{A0}b\u{2003}c\u{3000}d", "a b c\u{3000}d"),
        ("soft\u{AD}hyphen", "softhyphen"),
        ("\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069}\u{200F}", "gnp.exe x"),
        ("zero\u{200B}width\u{FEFF}\u{2060}", "zerowidth"),
        ("👩‍👩‍👧‍👦 home", "👩 home"),
        ("👍🏽 ok", "👍 ok"),
        ("❤️ ⚡️", "❤ ⚡"),
        ("🇩🇪🇫🇷 🇺", "DEFR U"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿!", "🏴!"),
        ("tag\u{E0041}\u{E007F}", "tag"),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3}"),
        ("e\u{301}", "e\u{301}"),
        ("\u{301}alone", "alone"),
        ("हिन्दी", "हिन्दी"),
        ("น้ำ", "น้ำ"),
        ("ﾊﾞ", "ﾊﾞ"),
        ("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}"),
        ("private \u{E0B0}\u{F0000}", "private \u{FFFD}\u{FFFD}"),
        ("unassigned \u{0378}\u{E01F0}", "unassigned \u{FFFD}"),
        ("noncharacter \u{FFFF}\u{1FFFE}", "noncharacter \u{FFFD}\u{FFFD}"),
        ("octant \u{1CD00}", "octant \u{FFFD}"),
    ])
    func cleaningLeavesNothingATerminalObeys(raw: String, clean: String) {
        #expect(SafeText(raw).string.unicodeScalars.elementsEqual(clean.unicodeScalars), "\(SafeText(raw).string)")
    }

    @Test func encodedSurrogatesAndBrokenBytesBecomeReplacementCharacters() {
        let broken = String(decoding: [0x61, 0xED, 0xA0, 0x80, 0xC3, 0xFF, 0x62] as [UInt8], as: UTF8.self)
        let text = SafeText(broken).string
        #expect(text.hasPrefix("a\u{FFFD}") && text.hasSuffix("\u{FFFD}b"))
    }

    @Test func aPileOfMarksIsCutAtFour() {
        let text = SafeText("a" + String(repeating: "\u{301}", count: 10_000) + "b")
        #expect(text.string.unicodeScalars.count == 6)
        #expect(text.columns == 2)
        #expect(text.glyphs.map(\.columns) == [1, 1])
    }

    @Test func everyControlIsLeftOutOrBecomesASpace() {
        for value in Array(0..<0x20) + Array(0x7F..<0xA0) as [UInt32] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(["", " "].contains(SafeText(String(Character(scalar))).string), "U+\(value)")
        }
    }

    @Test func cleaningTwiceChangesNothing() {
        // A fixed linear generator: the same texts on every run.
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let interesting: [UInt32] = [
            0x200D, 0xFE0F, 0x1F468, 0x1F3FD, 0x1F1E9, 0x301, 0x0, 0x94D, 0x915, 0x93F, 0x1100, 0x1161, 0xE33, 0x20,
            0x0A,
            0x2764, 0x1F3F4, 0xE0067, 0x600, 0x202E, 0x6F22, 0xFF9E,
        ]
        for _ in 0..<4000 {
            var raw = String.UnicodeScalarView()
            for _ in 0..<12 {
                let value = next(3) > 0 ? interesting[next(interesting.count)] : UInt32(next(0x110000))
                if let scalar = Unicode.Scalar(value) { raw.append(scalar) }
            }
            let once = SafeText(String(raw))
            let twice = SafeText(once.string)
            #expect(once.string.unicodeScalars.elementsEqual(twice.string.unicodeScalars), "\(Array(raw))")
            #expect(once.columns == once.glyphs.reduce(0) { $0 + $1.columns })
        }
    }

    @Test func interpolationCleansWhatIsInterpolated() {
        let name = "x\u{1B}[2J"
        let text: SafeText = "\(name) is gone"
        #expect(text.string == "x[2J is gone")
    }

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("hello", -3, ""),
        ("漢字かな", 8, "漢字かな"), ("漢字かな", 7, "漢字か…"), ("漢字かな", 6, "漢字…"), ("漢字", 1, "…"), ("漢字", 2, "…"),
        ("éé", 2, "éé"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 3, ""),
    ])
    func clippingKeepsToTheLimit(raw: String, limit: Int, expected: String) {
        let clipped = SafeText(raw).clipped(to: limit)
        #expect(clipped.string == expected)
        #expect(clipped.columns <= max(0, limit))
    }

    @Test func glyphsCarryTheirMarks() {
        let glyphs = SafeText("ẹ\u{301}漢").glyphs
        #expect(glyphs.map(\.text) == ["ẹ\u{301}", "漢"])
        #expect(glyphs.map(\.columns) == [1, 2])
    }

    @Test func repeatingANegativeNumberOfTimesGivesNothing() {
        #expect(SafeText("ab").repeated(2).string == "abab")
        #expect(SafeText("ab").repeated(-1).isEmpty)
    }
}
