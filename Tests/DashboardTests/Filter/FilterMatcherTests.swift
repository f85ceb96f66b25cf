import Foundation
import Testing

@testable import Dashboard

/// Random filters over random rows, against a slow and simple evaluation of each row.
struct FilterMatcherTests {
    private static let fields = [
        FilterField("id", isSearched: false), FilterField("status"), FilterField("prompt"), FilterField("error"),
    ]

    private static func text(_ random: inout SeededRandom, _ most: Int) -> String {
        let pieces = ["a", "b", "ab", "c", "é", "漢", " ", " a", "_", "7"]
        return (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
            .joined()
    }

    private static func texts(_ random: inout SeededRandom) -> [String] {
        // Sometimes a text longer than one batch.
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
        for _ in 0..<60 {
            var rows = (0..<150).map { _ in Self.texts(&random) }
            var index = FilterIndex(fields: Self.fields)
            index.replaceAll(rows)
            var session = FilterSession()
            for _ in 0..<6 {
                for _ in 0..<20 {
                    // Rows that grow move to the end; others stay in place.
                    let row = Int.random(in: 0..<rows.count, using: &random)
                    rows[row] = Self.texts(&random)
                    index.set(rows[row], at: row)
                }
                let terms = (0..<Int.random(in: 1...2, using: &random)).map { _ in Self.term(&random) }
                let text = terms.map(\.text).joined(separator: " ")
                for count in 1...text.count {
                    guard let filter = try? ListFilter(String(text.prefix(count)), fields: Self.fields) else {
                        continue
                    }
                    let result = try session.search(filter, in: index)
                    guard count == text.count else { continue }
                    let expected = rows.indices.filter { row in terms.allSatisfy { $0.holds(rows[row]) } }
                    #expect(result == expected.map(Int32.init), "\(text)")
                    found += result.count
                }
            }
        }
        #expect(found > 1000)
    }

    @Test func theBestRowIsTheOneThatScoresMost() throws {
        var random = SeededRandom(state: 78)
        for _ in 0..<300 {
            let rows = (0..<40).map { _ in [Self.text(&random, 9), Self.text(&random, 20)] }
            var index = FilterIndex(fields: [FilterField("one"), FilterField("two")])
            index.replaceAll(rows)
            let words = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
                    ["a", "b", "c", "7"].randomElement(using: &random)
                }.joined()
            }
            var session = FilterSession()
            let found = try session.search(ListFilter(words.joined(separator: " "), fields: index.fields), in: index)
            let scores = found.map { row in
                words.reduce(0) { $0 + Self.score($1, rows[Int(row)]) }
            }
            let expected = scores.max().flatMap(scores.firstIndex).map { found[$0] }
            #expect(session.best(in: index) { _ in true } == expected, "\(words) in \(rows)")
        }
    }

    /// Returns the score of a word in the joined fields, in one piece if possible, otherwise in one of them.
    private static func score(_ word: String, _ texts: [String]) -> Int {
        let pattern = FuzzyPattern(word)
        let together = FoldedText.bytes(texts[0]) + [0] + FoldedText.bytes(texts[1])
        return pattern.withScorer { scorer in
            if let place = together.withUnsafeBufferPointer(scorer.rowPlace) {
                let isHead = together.withUnsafeBufferPointer { ByteSearch.isWordStart($0, place) }
                return scorer.rowScore(isWordStart: isHead)
            }
            return texts.map { FoldedText.bytes($0).withUnsafeBufferPointer { scorer.spreadScore($0) ?? 0 } }.max() ?? 0
        }
    }
}
