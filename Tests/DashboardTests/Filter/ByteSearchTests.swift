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
            let rarest = wanted.isEmpty ? 0 : Int.random(in: 0..<wanted.count, using: &random)
            let found = text.withUnsafeBufferPointer { text in
                wanted.withUnsafeBufferPointer { ByteSearch.first($0, in: text, from: start, rarest: rarest) }
            }
            #expect(found == expected, "\(wanted) in \(text) from \(start)")
        }
    }

    @Test func theLastPlaceEndsWhereItMay() {
        let text = Array("abcabcab".utf8)
        let wanted = Array("ab".utf8)
        let found = (0...8).map { end in
            text.withUnsafeBufferPointer { text in
                wanted.withUnsafeBufferPointer { ByteSearch.last($0, in: text, endingBy: end) }
            }
        }
        #expect(found == [nil, nil, 0, 0, 0, 3, 3, 3, 6])
    }

    @Test(arguments: [("castle", "my castle", 3), ("castle", "xcastle castle", 8), ("castle", "xcastle", 1)])
    func theBeginningOfAWordIsTheBestPlace(wanted: String, text: String, place: Int) {
        let found = Array(text.utf8).withUnsafeBufferPointer { text in
            Array(wanted.utf8).withUnsafeBufferPointer { ByteSearch.bestPlace($0, in: text, rarest: 0) }
        }
        #expect(found == place)
    }
}
