import Testing

@testable import LocalMint

@Suite struct BearerKeyTests {
    @Test(arguments: [
        ("Bearer abc", true), ("bearer abc", true), ("Bearer abcd", false), ("Bearer ab", false), ("Bearer ", false),
        ("abc", false), ("Basic abc", false), ("Bearer  abc", false), ("", false), (nil, false),
    ])
    func onlyTheWholeKeyMatches(header: String?, matches: Bool) {
        #expect(BearerKey("abc").matches(authorization: header) == matches)
    }

    @Test func itsTextHidesTheKey() {
        #expect(!"\(BearerKey("secret"))".contains("secret"))
        #expect(!String(reflecting: [BearerKey("secret")]).contains("secret"))
    }
}
