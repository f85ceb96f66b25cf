import Foundation
import Testing

@testable import Dashboard

struct FilterPatternTests {
    static func matches(_ pattern: String, _ text: String) throws -> Bool {
        try PlaceMachineTests.matches(FilterPattern(pattern).program, text)
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
        ("[a-]", "-", true), ("é", "É", true), ("(|a)b", "b", true), ("a**", "", true), ("x??y", "y", true),
        ("$", "a", true),
        ("a$b", "ab", false), ("b^a", "ba", false), ("(a$|b)c", "bc", true), ("^(a|^b)", "b", true),
    ])
    func expressionsMeanWhatTheyMeanElsewhere(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test func randomExpressionsAgreeWithAnotherEngine() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "a", "b", "c", ".", "[ab]", "[^a]", "(a|b)", "(ab)", "a*", "b+", "c?", "(a|b)*", "a{2}", "b{0,2}", "^", "$",
            "|", "\\w",
        ]
        for _ in 0..<1500 {
            let pattern = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in pieces.randomElement() }
                .joined()
            let other = try NSRegularExpression(pattern: pattern)
            for _ in 0..<4 {
                let text = String((0..<Int.random(in: 0...7, using: &random)).compactMap { _ in "abc".randomElement() })
                let expected = other.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
                #expect(try Self.matches(pattern, text) == expected, "\(pattern) on \(text)")
                guard expected else { continue }
                // The bytes required for a match must be in every matching row.
                let read = try FilterPattern(pattern)
                #expect(ByteSet(text.utf8).isSuperset(of: read.required), "\(pattern) on \(text)")
            }
        }
    }

    @Test(arguments: ["(a*)*b", "(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)(.*)(.*)(.*)x", "(x+x+)+y"])
    func whatHangsOtherEnginesTakesTimeByTheTextAlone(pattern: String) throws {
        let text = String(repeating: "a", count: 20_000) + "!"
        #expect(try !Self.matches(pattern, text))
        var machine = PlaceMachine(try FilterPattern(pattern).program)
        _ = PlaceMachineTests.found(by: &machine, in: [text])
        // That many words of 64 places, and some steps for each.
        #expect(machine.effort < 400 * 20_000 / 64)
    }

    @Test func anExpressionThatTakesTooLongIsRefusedAndNotWaitedFor() throws {
        var index = FilterIndex(fields: [FilterField("prompt")])
        index.replaceAll((0..<20).map { _ in [String(repeating: "a", count: 60_000)] })
        let filter = try ListFilter("~^(a|aa)+$", fields: index.fields)
        var session = FilterSession()
        #expect(throws: FilterError.self) { try session.search(filter, in: index) }
        // No row contains the required bytes, so no row is examined.
        let needed = try ListFilter("~^(a|aa)+z", fields: index.fields)
        #expect(try session.search(needed, in: index) == [])
    }
}
