import Testing

@testable import Dashboard

struct FuzzyPatternTests {
    static func score(_ pattern: String, _ text: String) -> Int? {
        FuzzyPattern(pattern).score(in: FoldedText.bytes(text))
    }

    @Test(arguments: [
        ("foo", "foo bar", "xfoo bar"), ("fb", "foo bar", "xfxxb"), ("foo", "a foo", "f o o"),
        ("foo", "foo", "fxoxo"), ("ab", "zab", "za____b"), ("ab", "xa_b", "xa______b"),
        ("st", "castle stone", "castle"),
        ("f", "a f", "af"), ("ü", "a ü", "aü"),
    ])
    func theBetterTextScoresMore(pattern: String, better: String, worse: String) throws {
        let better = try #require(Self.score(pattern, better))
        let worse = try #require(Self.score(pattern, worse))
        #expect(better > worse)
    }

    @Test func aTextFindsExactlyItsSubsequences() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("aAbü漢 -_1")
        for _ in 0..<4000 {
            let text = String((0..<Int.random(in: 0...14, using: &random)).compactMap { _ in letters.randomElement() })
            let pattern = String(
                (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in letters.randomElement() })
            var rest = pattern.lowercased()[...]
            for character in text.lowercased() where character == rest.first { rest.removeFirst() }
            #expect((Self.score(pattern, text) != nil) == rest.isEmpty, "\(pattern) in \(text)")
            let bytes = Array(text.utf8)
            let ranges = FuzzyPattern(pattern).places(in: FoldedText.bytes(text)) ?? []
            let found = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }.joined()
            #expect(found.lowercased() == (rest.isEmpty ? pattern.lowercased() : ""))
        }
    }

    @Test(arguments: ["İstanbul", "ẞ groß", "ǅ", "Ⱥ", "ΑΒΓ", "é", "漢字", "👩‍👩‍👧", "\u{FFFD}", "K (kelvin)"])
    func foldingKeepsEveryByteInItsPlace(text: String) {
        #expect(FoldedText.bytes(text).count == text.utf8.count)
        #expect(String(validating: FoldedText.bytes(text), as: UTF8.self) != nil)
    }
}
