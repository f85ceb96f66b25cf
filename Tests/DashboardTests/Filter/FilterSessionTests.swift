import Testing

@testable import Dashboard

struct FilterSessionTests {
    static let fields = ListFilterTests.fields
    static let words = ["dragon", "castle", "glass", "Winter", "storm", "robot", "lamp", "forêt", "漢字", "op-42"]

    static func texts(_ number: Int) -> [String] {
        [
            "op_\(number)", ["failed", "done", "running"][number % 3], number % 2 == 0 ? "world" : "model",
            (0..<4).map { words[(number / (1 + $0 * 3) + $0 * 7) % words.count] }.joined(separator: " "), "\(number)s",
        ]
    }

    static func index(_ count: Int) -> FilterIndex {
        var index = FilterIndex(fields: fields)
        index.replaceAll((0..<count).map(texts))
        return index
    }

    @Test func typingFindsWhatASearchAtOnceFinds() throws {
        let index = Self.index(500)
        let typed = ["dragon fa", "!castle st", "status:done glass ~or", "fôx", "w sto rob", "'lamp 字"]
        for text in typed {
            var session = FilterSession()
            var stops = text.indices.map { String(text[...$0]) }
            stops += stops.reversed() + ["other", text]
            for stop in stops {
                guard let filter = try? ListFilter(stop, fields: Self.fields) else { continue }
                var fresh = FilterSession()
                #expect(try session.search(filter, in: index) == fresh.search(filter, in: index), "\(stop)")
                #expect(session.best(in: index) { _ in true } == fresh.best(in: index) { _ in true }, "\(stop)")
            }
        }
    }

    /// The best row, then the best of the others, and so on.
    static func ranked(_ text: String, in index: FilterIndex, first count: Int = .max) throws -> [Int32] {
        var session = FilterSession()
        let rows = try session.search(ListFilter(text, fields: index.fields), in: index)
        var ranked: [Int32] = []
        for _ in rows.prefix(count) {
            let best = session.best(in: index) { !ranked.contains($0) }
            ranked.append(try #require(best))
        }
        return ranked
    }

    @Test func theBestRowsComeFirstAndEqualOnesInTheirOrder() throws {
        var index = FilterIndex(fields: [FilterField("prompt")])
        index.replaceAll([["xxcastle"], ["cxaxsxtxlxe"], ["my castle"], ["nothing"], ["the castle"]])
        #expect(try Self.ranked("castle", in: index) == [2, 4, 0, 1])
        #expect(try Self.ranked("'castle", in: index) == [0, 2, 4])
        #expect(try Self.ranked("c", in: index) == [1, 2, 4, 0])
        var session = FilterSession()
        #expect(try session.search(ListFilter("castle", fields: index.fields), in: index) == [0, 1, 2, 4])
        #expect(session.best(in: index) { _ in false } == nil)
    }

    @Test func ofManyRowsThoseWithTheTextInOnePieceComeFirst() throws {
        var index = FilterIndex(fields: [FilterField("prompt")])
        let count = FilterRanking.spreadLimit * 3 / 2
        index.replaceAll((0..<count).map { [$0 == count - 1 ? "x ab" : $0 % 2 == 0 ? "a______b" : "a b"] })
        #expect(try Self.ranked("ab", in: index, first: 3) == [Int32(count - 1), 0, 1])
        // Few enough to distinguish short gaps from long ones.
        #expect(try Self.ranked("ab !x", in: index, first: 3) == [0, 1, 2])
        #expect(try Self.ranked("ab !____", in: index, first: 3) == [Int32(count - 1), 1, 3])
    }

    @Test func aChangedRowIsFoundAsItIsNow() throws {
        var index = Self.index(10)
        var session = FilterSession()
        let filter = try ListFilter("zebra", fields: Self.fields)
        #expect(try session.search(filter, in: index) == [])
        for round in 0..<50 {
            index.set(["op_3", "done", "world", "a zebra of \(round)"], at: 3)
            #expect(try session.search(filter, in: index) == [3])
        }
        index.append(["op_10", "", "", "zebra"])
        #expect(try session.search(filter, in: index) == [3, 10])
        index.set([], at: 3)
        index.set(["ignored"], at: 99)
        #expect(try session.search(filter, in: index) == [10])
        #expect(try session.search(.everything, in: index).count == 11)
        #expect(index.bytes.count < 2000)
    }

    @Test func whatChangesWhileSomebodyTypesIsFoundAsIfItHadAlwaysBeenSo() throws {
        var random = SeededRandom(state: 5)
        var index = Self.index(200)
        var session = FilterSession()
        for text in ["dragon ca", "~d.*n|ca", "w sto !rob", "status:done glass", "字"] {
            for stop in text.indices.map({ String(text[...$0]) }) + [String(text.dropLast(2)), text] {
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    let row = Int.random(in: 0..<index.count, using: &random)
                    if row % 9 == 0 { index.append(Self.texts(row)) }
                    index.set(row % 5 == 0 ? [] : Self.texts(row * 7 + stop.count), at: row)
                }
                guard let filter = try? ListFilter(stop, fields: Self.fields) else { continue }
                var fresh = FilterSession()
                #expect(try session.search(filter, in: index) == fresh.search(filter, in: index), "\(stop)")
                #expect(session.best(in: index) { $0 % 2 == 0 } == fresh.best(in: index) { $0 % 2 == 0 }, "\(stop)")
            }
        }
    }

    @Test func afterMoreChangesThanAreRememberedAllRowsAreLookedAt() throws {
        var index = Self.index(30)
        var session = FilterSession()
        let filter = try ListFilter("zebra", fields: Self.fields)
        #expect(try session.search(filter, in: index) == [])
        index.set(["", "", "", "zebra"], at: 4)
        for round in 0..<5000 { index.set(["", "", "", "lamp \(round)"], at: 5) }
        #expect(try session.search(filter, in: index) == [4])
    }

    @Test func everyRowThatIsFoundHoldsTheTermAndEveryOtherDoesNot() throws {
        let index = Self.index(300)
        var session = FilterSession()
        for text in ["status:fail", "'glass", "type=model", "prompt:forê"] {
            let rows = Set(try session.search(ListFilter(text, fields: Self.fields), in: index))
            let inverse = Set(
                try session.search(ListFilter("!" + text.drop { $0 == "'" }, fields: Self.fields), in: index))
            #expect(rows.isDisjoint(with: inverse) && rows.union(inverse).count == 300)
            #expect(!rows.isEmpty && !inverse.isEmpty)
        }
    }
}
