import Testing

@testable import LocalMint

@Suite struct FileAnswerTests {
    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=2-4", 2..<5), ("bytes=2-", 2..<10), ("bytes=-3", 7..<10), ("bytes=-30", 0..<10),
        ("bytes=9-9999", 9..<10), ("BYTES=0-1", 0..<2), ("bytes=5-2", nil), ("bytes=", nil), ("bytes=-", nil),
        ("bytes", nil), ("bytes=1-2,4-5", nil), ("bytes=a-", nil), ("bytes=+1-2", nil), ("lines=1-2", nil), ("", nil),
        ("bytes=99999999999999999999-", nil), ("bytes=1-99999999999999999999", nil),
    ])
    func aRangeIsThePartItNamesOrTheWholeFile(header: String, range: Range<Int>?) throws {
        #expect(try FileAnswer.range(header, of: 10) == range)
    }

    @Test(arguments: ["bytes=10-", "bytes=10-12", "bytes=-0"])
    func aRangeOutsideIsRefused(header: String) {
        #expect(throws: Problem.rangeNotSatisfiable(10)) { try FileAnswer.range(header, of: 10) }
    }
}
