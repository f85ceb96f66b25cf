import Testing

@testable import LocalMint

@Suite struct JSONStrictnessTests {
    @Test(arguments: [
        (#"{"a":1}"#, true), (#"{"a":",}"}"#, true), (#"{"a":"\",]","b":[1,{"c":2}]}"#, true), (#"["\\",1]"#, true),
        (#"["\\",]"#, false), (#"{"a":1,}"#, false), ("[1,\n ]", false), ("[,]", false), ("{\"a\":\"\u{0}\"}", false),
    ])
    func aCommaBeforeTheEndAndANULAreRefused(text: String, holds: Bool) {
        #expect(JSONStrictness.holds(Array(text.utf8)) == holds)
    }

    @Test func onlyUTF8IsTaken() {
        #expect(!JSONStrictness.holds([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]))
        #expect(!JSONStrictness.holds([0x7B, 0x00, 0x7D, 0x00]))
        #expect(!JSONStrictness.holds([0x22, 0xC3, 0x28, 0x22]))
        #expect(JSONStrictness.holds([0xEF, 0xBB, 0xBF, 0x7B, 0x7D]))
    }
}
