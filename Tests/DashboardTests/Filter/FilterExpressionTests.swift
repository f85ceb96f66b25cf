import Testing

@testable import Dashboard

struct FilterExpressionTests {
    static func matches(_ pattern: String, _ text: String) throws -> Bool {
        let filter = try ListFilter(searching: "~" + pattern)
        return try !filter.search([FilterRow([text])]).isEmpty
    }

    static func highlights(_ pattern: String, _ text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        return try ListFilter(searching: "~" + pattern).highlights(in: text, field: 0).map {
            try #require(String(validating: bytes[$0], as: UTF8.self))
        }
    }

    @Test(arguments: [
        ("a.c", "xabcx", true), ("a.c", "ac", false), ("a.c", "aéc", true), ("a.c", "a漢c", true),
        ("^abc$", "abc", true),
        ("^abc$", "xabc", false), ("^$", "", true), ("^$", "a", false), ("a|b|cd", "xcd", true),
        ("(ab)+c", "ababc", true),
        ("a{3}", "aa", false), ("a{3}", "baaa", true), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true),
        ("[^0-9]", "123", false), ("[^0-9]", "12é", true), ("\\d\\d:\\d\\d", "at 12:30", true), ("\\D", "12", false),
        ("[A-C]x", "bX", true), ("[äö]", "ö", true), ("\\w+\\s\\W", "ab -", true), ("a\\.b", "axb", false),
        ("[]a]", "]", true),
        ("[a-]", "-", true), ("é", "É", true), ("(|a)b", "b", true), ("x??y", "y", true),
        ("$", "a", true),
        ("a$b", "ab", false), ("b^a", "ba", false), ("(a$|b)c", "bc", true), ("^(a|^b)", "b", true),
        ("\\bfox\\b", "a fox.", true), ("\\bfox\\b", "foxes", false), ("fox(?!es)", "foxes", false),
        ("(.)\\1", "glass", true), ("(?<=no )fox", "no fox", true), ("a{", "a{", true),
    ])
    func expressionsMeanWhatTheyMeanInPCRE2(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("first.second", true), ("^second", false), ("first$", false), ("\\Asecond", false), ("second$", true),
    ])
    func aFieldIsOneTextWhateverItsLines(pattern: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, "first\nsecond") == isMatch)
        #expect(try !Self.matches("second$", "first\nsecond\n"))
    }

    @Test(arguments: [
        ("zürich", "ZÜRICH"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("жук", "ЖУК"), ("[à-é]cole", "École"), ("^\\w+$", "forêt漢字"),
        ("ẞ", "ß"), ("\\p{Greek}", "Ω"), ("(?-i)Fox", "a Fox"), ("^.$", "漢"), ("^\\X$", "e\u{301}"),
    ])
    func caseIsIgnoredInEveryScript(pattern: String, text: String) throws {
        #expect(try Self.matches(pattern, text))
        #expect(try !Self.matches("(?-i)fox", "a Fox"))
    }

    @Test(arguments: [
        ("x*", "axxb", ["xx"]), ("^a|a$", "aaa", ["a", "a"]), ("o[a-z]", "one onto", ["on", "on"]),
        ("|b", "abab", ["b", "b"]),
        ("a|ab", "ab", ["a"]), ("a.*?c", "abc abc", ["abc", "abc"]), ("a.*c", "abcabc", ["abcabc"]), ("\\b", "a b", []),
        ("É", "éÉ é", ["éÉ", "é"]), ("漢*", "字漢漢字漢", ["漢漢", "漢"]), ("b\\Kc", "bc", ["c"]), ("(?=b)", "abc", []),
        ("(?(DEFINE)(?<x>b\\K))a(?=(?&x))|c", "abc", []),
        ("(?:\u{301})", "e\u{301}", ["\u{301}"]), (".", "\u{1F1E9}\u{200D}", ["\u{1F1E9}\u{200D}"]),
    ])
    func matchesAreHighlightedLeftmostFirst(pattern: String, text: String, expected: [String]) throws {
        #expect(try Self.highlights(pattern, text) == expected)
    }

    @Test func theWholeOfALongTextIsHighlighted() throws {
        let text = String(repeating: "ab", count: 5000)
        #expect(try Self.highlights("b", text).count == 5000)
        #expect(try Self.highlights("(a|b)*", text) == [text])
    }

    @Test(arguments: [
        ("(a+)+$", true), ("(a*)*b", false), ("(a|a)*b", false), ("(a|aa)+$", true), ("(x+x+)+y", false),
        ("(a|!)*$", true), ("^(?:a|b|!)*?$", true), ("a{10000}!", true), ("[^!]*!", true),
    ])
    func tenThousandCharactersAreNotTooMany(pattern: String, isMatch: Bool) throws {
        let text = String(repeating: "a", count: 10_000) + (isMatch && pattern.hasSuffix("+$") ? "" : "!")
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    static let tooSlow = "The expression is too slow for this list; leave out some of its repeats or choices."

    @Test(arguments: [
        "(a+)+$", "(.*a){12}q", "(a|aa)+$", "(.*)(.*)(.*)(.*)(.*)\\dq", "(?:a?){60}a{60}q", "^(?=(a+)+$)",
        "(\\X*+)z\\d|q",
        "(?<n>a|a(?&n))*$", "(*LIMIT_MATCH=1)(a|b)+?q", "(*NO_START_OPT)(*NO_AUTO_POSSESS)(*NO_JIT)(*UTF)(*UCP)(a+)+$",
    ])
    func anExpressionThatTakesTooLongIsRefused(pattern: String) throws {
        let rows = (0..<4).map { _ in FilterRow([String(repeating: "a", count: 4000) + " q!"]) }
        let filter = try ListFilter(searching: "~" + pattern + "(?<!!)")
        let error = #expect(throws: FilterError.self) { try filter.search(rows) }
        #expect(error.map { "\($0)" } == Self.tooSlow)
        // A text that is drawn only lacks its highlights.
        #expect(filter.highlights(in: String(repeating: "a", count: 4000) + " q!", field: 0).count < 4000)
    }

    @Test func theEffortIsThatOfAllRowsTogether() throws {
        let filter = try ListFilter(searching: "~(a|aa)+!")
        let row = FilterRow([String(repeating: "a", count: 16) + "b!"])
        #expect(try filter.search(Array(repeating: row, count: 10)).isEmpty)
        #expect(throws: FilterError.self) { try filter.search(Array(repeating: row, count: 20_000)) }
    }

    @Test func whateverTheExpressionHighlightsArePartsOfTheText() throws {
        var random = SeededRandom(state: 41)
        let pieces = [
            "a", "é", "漢", ".", "a", "É", ".", ".", "[^a]", "(", ")", "|", "*", "+", "?", "{2}", "{0,3}", "*+", "*?",
            "^", "$", "\\b",
            "\\K", "\\X",
            "(?=", "(?<=", "(?!", "(?>", "\\1", "(?1)", "(?R)", "\\w", "\\p{Lo}", "(*SKIP)", "(*F)", "(?C1)",
        ]
        let letters = ["a", "é", "É", "漢", "e\u{301}", "\u{301}", "\u{200D}", "\u{1F1E9}", "👩‍👧", "\n", "\0", " "]
        var (valid, found) = (0, 0)
        for _ in 0..<3000 {
            func draw(_ from: [String], _ most: Int) -> String {
                (0..<Int.random(in: 1...most, using: &random)).compactMap { _ in from.randomElement(using: &random) }
                    .joined()
            }
            let (pattern, text) = (draw(pieces, 7), draw(letters, 40))
            guard let filter = try? ListFilter(searching: "~" + pattern) else { continue }
            valid += 1
            var end = -1
            for range in filter.highlights(in: text, field: 0) {
                #expect(range.lowerBound > end && !range.isEmpty, "\(pattern) in \(text)")
                #expect(String(validating: Array(text.utf8)[range], as: UTF8.self) != nil, "\(pattern) in \(text)")
                end = range.upperBound
                found += 1
            }
            guard end > 0, let matches = try? filter.search([FilterRow([text])]) else { continue }
            #expect(matches.count == 1, "\(pattern) in \(text)")
        }
        #expect(valid > 500 && found > 500, "\(valid), \(found)")
    }

    @Test func expressionsAreEqualByTheirTexts() throws {
        #expect(try ListFilter(searching: "~a+") == ListFilter(searching: "~a+"))
        #expect(try ListFilter(searching: "~a+") != ListFilter(searching: "~a*"))
    }
}
