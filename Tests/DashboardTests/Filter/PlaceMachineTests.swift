import Testing

@testable import Dashboard

struct PlaceMachineTests {
    static func matches(_ program: PlaceProgram, _ text: String) -> Bool {
        var machine = PlaceMachine(program)
        return found(by: &machine, in: [text]) == [true]
    }

    /// The indices of the matching texts in one common run.
    static func found(by machine: inout PlaceMachine, in texts: [String]) -> [Bool] {
        var (bytes, places) = ([UInt8](), [ClosedRange<Int>]())
        for text in texts {
            let start = bytes.count
            FoldedText.append(text, to: &bytes)
            places.append(start...bytes.count)
            bytes.append(0)
        }
        let count = bytes.count
        // Text in the margin must not count.
        bytes += [UInt8](repeating: UInt8(ascii: "a"), count: PlaceRun.margin)
        return bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return [] }
            let run = machine.run(base, count: count)
            return places.map(run.isFound)
        }
    }

    /// Returns the possible ends of an expression that starts at one of the positions, read one character at a time.
    static func naive(_ tree: FilterPatternTree, _ bytes: [UInt8], _ places: Set<Int>) -> Set<Int> {
        func each(_ step: (Int) -> Int?) -> Set<Int> { Set(places.compactMap(step)) }
        switch tree {
        case .empty: return places
        case .bytes(let set): return each { $0 < bytes.count && set.contains(bytes[$0]) ? $0 + 1 : nil }
        case .character(let ascii):
            return each { place in
                guard place < bytes.count, bytes[place] & 0xC0 != 0x80 else { return nil }
                if bytes[place] < 0x80 { return ascii.contains(bytes[place]) ? place + 1 : nil }
                return ((place + 1)...bytes.count).first { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
            }
        case .begin: return places.intersection([0])
        case .end: return places.intersection([bytes.count])
        case .sequence(let parts): return parts.reduce(places) { naive($1, bytes, $0) }
        case .choice(let parts): return parts.reduce(into: []) { $0.formUnion(naive($1, bytes, places)) }
        case .repeated(let part, let least, let most):
            var last = (0..<least).reduce(places) { reached, _ in naive(part, bytes, reached) }
            var all = last
            for _ in 0..<((most ?? bytes.count + least + 1) - least) {
                last = naive(part, bytes, last)
                all.formUnion(last)
            }
            return all
        }
    }

    @Test func textsTogetherAreFoundAsEachAlone() throws {
        var random = SeededRandom(state: 31)
        let pieces = [
            "a", "b", "é", "漢", ".", "[ab]", "[^a]", "(a|é)", "(ab)", "a*", "b+", "é?", "(a|b.)*", ".*", "b{1,2}", "^",
            "$",
            "|", "\\w", "(b|字)+", "(^|a)b",
        ]
        let letters = ["a", "b", "é", "漢", "字", " ", "ab", "aaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]
        var hits = 0
        for _ in 0..<1500 {
            let expression = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined()
            let texts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<Int.random(in: 0...9, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
                    .joined()
            }
            let tree = try FilterPatternParser.parse(expression)
            let expected = texts.map { text in
                let bytes = FoldedText.bytes(text)
                return !Self.naive(tree, bytes, Set(0...bytes.count)).isEmpty
            }
            var machine = PlaceMachine(try PlaceProgram(tree))
            #expect(Self.found(by: &machine, in: texts) == expected, "\(expression) on \(texts)")
            hits += expected.count { $0 }
        }
        #expect(hits > 2000)
    }

    @Test func theLongestStretchFromAPlaceIsFound() throws {
        let text = FoldedText.bytes("xaab " + String(repeating: "ab", count: 40)) + [UInt8](repeating: 0, count: 65)
        var machine = PlaceMachine(try FilterPattern("a+b?|(ab)+").program)
        let ends = [0, 1, 2, 5, 6].map { place in
            text.withUnsafeBufferPointer { text in
                text.baseAddress.flatMap { machine.run($0, count: text.count - 64, from: place).lastFound }
            }
        }
        #expect(ends == [nil, 4, 4, 85, nil])
    }
}
