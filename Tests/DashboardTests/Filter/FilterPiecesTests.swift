import Testing

@testable import Dashboard

struct FilterPiecesTests {
    @Test(arguments: [
        ("fog.*lamp", true), ("o.*o.", true), (".*fog", true), ("fog.*", true), ("fog..", true), ("漢.*字", true),
        ("f.g", false), ("^fog", false), ("fog$", false), ("fo+g", false), ("(fog|lamp)", false), (".*", false),
        (".fog", false), ("fog.+x", false), ("[fg]og", false),
    ])
    func onlyTextsWithAnythingBetweenNeedNoMachine(_ pattern: String, _ isPieces: Bool) throws {
        #expect((try FilterPattern(pattern).pieces != nil) == isPieces)
    }

    @Test func theyFindWhatTheMachineFinds() throws {
        var random = SeededRandom(state: 21)
        let pieces = ["a", "b", "é", "ab", ".*", ".*", "."]
        let letters = ["a", "b", "é", "漢", " "]
        var compared = 0
        for _ in 0..<4000 {
            let expression = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined()
            let pattern = try FilterPattern(expression)
            guard let own = pattern.pieces else { continue }
            var automaton = FilterAutomaton(pattern)
            for _ in 0..<6 {
                let text = (0..<Int.random(in: 0...9, using: &random)).compactMap { _ in
                    letters.randomElement(using: &random)
                }.joined()
                let (machine, found) = FoldedText.bytes(text).withUnsafeBufferPointer { bytes in
                    (automaton.matches(bytes), own.withMatcher { $0(bytes) })
                }
                #expect(found == machine, "\(expression) on \(text)")
                compared += 1
            }
        }
        #expect(compared > 4000)
    }

    @Test func aMatchNeverGoesFromOneFieldIntoTheNext() throws {
        var index = FilterIndex(fields: [FilterField("one"), FilterField("two")])
        index.replaceAll([["fog", "lamp"], ["fog lamp", ""], ["", "fog and lamp"], ["lamp", "fog"]])
        var session = FilterSession()
        #expect(try session.search(ListFilter("~fog.*lamp", fields: index.fields), in: index).rows == [1, 2])
        #expect(try session.search(ListFilter("!~fog.*lamp", fields: index.fields), in: index).rows == [0, 3])
        #expect(try session.search(ListFilter("two:~fog.*lamp", fields: index.fields), in: index).rows == [2])
    }
}
