import Testing

@testable import Dashboard

struct ByteSearchTests {
    @Test func theFirstPlaceIsFoundWhereverItIs() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...70, using: &random)).map { _ in UInt8.random(in: 97...99, using: &random)
            }
            let wanted = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
            let start = Int.random(in: 0...text.count, using: &random)
            let expected = (start...(max(start, text.count))).first { text[$0...].starts(with: wanted) }
            #expect(ByteSearch.first(wanted, in: text, from: start) == expected, "\(wanted) in \(text) from \(start)")
        }
    }

    @Test func theLastPlaceEndsWhereItMay() {
        let text = Array("abcabcab".utf8)
        let wanted = Array("ab".utf8)
        let found = (0...8).map { ByteSearch.last(wanted, in: text, endingBy: $0) }
        #expect(found == [nil, nil, 0, 0, 0, 3, 3, 3, 6])
    }

    @Test(arguments: [("castle", "my castle", 3), ("castle", "xcastle castle", 8), ("castle", "xcastle", 1)])
    func theBeginningOfAWordIsTheBestPlace(wanted: String, text: String, place: Int) {
        #expect(ByteSearch.bestPlace(Array(wanted.utf8), in: Array(text.utf8)) == place)
    }
}
