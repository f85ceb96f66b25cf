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
            }
        }
    }

    @Test func theBestRowsComeFirstAndEqualOnesInTheirOrder() throws {
        var index = FilterIndex(fields: [FilterField("prompt")])
        index.replaceAll([["xxcastle"], ["cxaxsxtxlxe"], ["my castle"], ["nothing"], ["the castle"]])
        var session = FilterSession()
        let result = try session.search(ListFilter("castle", fields: index.fields), in: index)
        #expect(result.rows == [0, 1, 2, 4])
        #expect(result.ranked == [2, 4, 0, 1])
        let unranked = try session.search(ListFilter("'castle", fields: index.fields), in: index)
        #expect(unranked.ranked == unranked.rows)
    }

    @Test func ofManyRowsThoseWithTheTextInOnePieceComeFirst() throws {
        var index = FilterIndex(fields: [FilterField("prompt")])
        index.replaceAll((0..<10_500).map { [$0 == 10_000 ? "x ab" : $0 % 2 == 0 ? "a b" : "a______b"] })
        var session = FilterSession()
        let many = try session.search(ListFilter("ab", fields: index.fields), in: index)
        #expect(many.ranked.prefix(3) == [10_000, 0, 1])
        // Few enough to tell the short gaps from the long ones.
        let few = try session.search(ListFilter("ab !____", fields: index.fields), in: index)
        #expect(few.rows.count == 5_250 && few.ranked.prefix(3) == [10_000, 0, 2])
    }

    @Test func aChangedRowIsFoundAsItIsNow() throws {
        var index = Self.index(10)
        var session = FilterSession()
        let filter = try ListFilter("zebra", fields: Self.fields)
        #expect(try session.search(filter, in: index).rows == [])
        for round in 0..<50 {
            index.set(["op_3", "done", "world", "a zebra of \(round)"], at: 3)
            #expect(try session.search(filter, in: index).rows == [3])
        }
        index.append(["op_10", "", "", "zebra"])
        #expect(try session.search(filter, in: index).rows == [3, 10])
        index.set([], at: 3)
        index.set(["ignored"], at: 99)
        #expect(try session.search(filter, in: index).rows == [10])
        #expect(try session.search(.everything, in: index).rows.count == 11)
        #expect(index.bytes.count < 1500)
    }

    @Test func everyRowThatIsFoundHoldsTheTermAndEveryOtherDoesNot() throws {
        let index = Self.index(300)
        var session = FilterSession()
        for text in ["status:fail", "'glass", "type=model", "prompt:forê"] {
            let rows = Set(try session.search(ListFilter(text, fields: Self.fields), in: index).rows)
            let inverse = Set(
                try session.search(ListFilter("!" + text.drop { $0 == "'" }, fields: Self.fields), in: index).rows)
            #expect(rows.isDisjoint(with: inverse) && rows.union(inverse).count == 300)
            #expect(!rows.isEmpty && !inverse.isEmpty)
        }
    }
}
