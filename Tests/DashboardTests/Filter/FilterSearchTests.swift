import Foundation
import Testing

@testable import Dashboard

/// Random filters over random rows, against a slow and simple evaluation of each row.
struct FilterSearchTests {
    private static let fields = [
        FilterField("id", isSearched: false), FilterField("status"), FilterField("prompt"), FilterField("error"),
    ]

    private static func text(_ random: inout SeededRandom, _ most: Int) -> String {
        let pieces = ["a", "b", "ab", "c", "é", "漢", " ", " a", "_", "7"]
        return (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
            .joined()
    }

    private static func texts(_ random: inout SeededRandom) -> [String] {
        // Sometimes a long text.
        let isLong = Int.random(in: 0..<40, using: &random) == 0
        return [text(&random, 3), text(&random, 3), text(&random, isLong ? 4000 : 60), text(&random, 2)]
    }

    private static func term(_ random: inout SeededRandom) -> (text: String, holds: ([String]) -> Bool) {
        let letters = ["a", "b", "c", "é", "漢", "7"]
        let word = (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
            .joined()
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return ("'" + word, { $0.dropFirst().contains { $0.contains(word) } })
        case 1: return ("!" + word, { !$0.dropFirst().contains { $0.contains(word) } })
        case 2: return ("id:" + word, { $0[0].contains(word) })
        case 3:
            let pattern =
                ["a+\(word)", "^\(word)", "\(word).*b", "[ab]\(word)|c7$"].randomElement(using: &random) ?? ""
            return ("~" + pattern, { texts in texts.dropFirst().contains { matches(pattern, $0) } })
        case 4: return ("prompt:~\(word).b", { matches("\(word).b", $0[2]) })
        default:
            return (word, { texts in texts.dropFirst().contains { isSubsequence(word, of: $0) } })
        }
    }

    private static func matches(_ pattern: String, _ text: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }

    private static func isSubsequence(_ word: String, of text: String) -> Bool {
        var rest = word[...]
        for character in text where character == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }

    @Test func whatIsFoundIsWhatASlowReadingFinds() throws {
        var random = SeededRandom(state: 77)
        var found = 0
        for _ in 0..<200 {
            let texts = (0..<100).map { _ in Self.texts(&random) }
            let rows = texts.map(FilterRow.init)
            let terms = (0..<Int.random(in: 1...2, using: &random)).map { _ in Self.term(&random) }
            let text = terms.map(\.text).joined(separator: " ")
            let result = try ListFilter(text, fields: Self.fields).search(rows)
            let expected = rows.indices.filter { row in terms.allSatisfy { $0.holds(texts[row]) } }
            #expect(result.map(\.row) == expected, "\(text)")
            found += result.count
        }
        #expect(found > 1000)
    }

    @Test(arguments: [
        ("castle", [2, 4, 0, 1]), ("'castle", [0, 2, 4]), ("c", [1, 2, 4, 0]), ("cas !nothing tle", [2, 4, 0, 1]),
    ])
    func lettersSideBySideAndAtWordStartsScoreMost(text: String, expected: [Int]) throws {
        let fields = [FilterField("prompt"), FilterField("age", isSearched: false)]
        let rows = ["xxcastle", "cxaxsxtxlxe", "my castle", "nothing", "the castle"].map { FilterRow([$0, "castle"]) }
        let found = try ListFilter(text, fields: fields).search(rows)
        // Stable: equal scores stay in the order of the rows.
        let ranked = found.sorted { ($1.score, $0.row) < ($0.score, $1.row) }
        #expect(ranked.map(\.row) == expected)
    }

    @Test func theScoreOfARowIsThatOfItsBestFieldForEachWord() throws {
        let fields = [FilterField("one"), FilterField("two"), FilterField("three", isSearched: false)]
        let rows = [["xab", "a", "ab cd"], ["a_b", "ab", "cd"], ["cd", "ab", ""], ["b", "a", "ab"]].map(FilterRow.init)
        func scores(_ text: String) throws -> [Int: Int] {
            let found = try ListFilter(text, fields: fields).search(rows)
            return Dictionary(uniqueKeysWithValues: found.map { ($0.row, $0.score) })
        }
        let (ab, cd) = (try scores("ab"), try scores("cd"))
        #expect(ab.keys.sorted() == [0, 1, 2] && ab[1] == ab[2] && (ab[0] ?? 0) < (ab[1] ?? 0))
        #expect(try scores("ab cd") == [2: (ab[2] ?? 0) + (cd[2] ?? 0)])
    }

    @Test func everyRowMatchesATermOrItsNegation() throws {
        var random = SeededRandom(state: 79)
        let rows = (0..<300).map { _ in FilterRow(Self.texts(&random)) }
        for text in ["status:a", "'b", "status=ab", "prompt:é", "~[é漢]b", "id:~^a"] {
            let found = Set(try ListFilter(text, fields: Self.fields).search(rows).map(\.row))
            let inverse = "!" + text.drop { $0 == "'" }
            let others = Set(try ListFilter(inverse, fields: Self.fields).search(rows).map(\.row))
            #expect(found.isDisjoint(with: others) && found.union(others).count == 300)
            #expect(!found.isEmpty && !others.isEmpty)
        }
    }
}
