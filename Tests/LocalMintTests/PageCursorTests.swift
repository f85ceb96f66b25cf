import Testing

@testable import LocalMint

@Suite struct PageCursorTests {
    @Test func aCursorReadsBackForItsOwnListOnly() {
        let cursor = PageCursor(kind: .world, sequence: 1_234_567)
        #expect(PageCursor(cursor.text, for: .world) == cursor)
        #expect(PageCursor(cursor.text, for: .model) == nil)
        #expect(cursor.text.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
    }

    @Test(arguments: ["", "abc", "MTp3b3JsZDow", "MTp3b3JsZDotNQ", "====", "MTp3b3JsZDo1OjY", "\u{0}", "MTp3b3JsZDo1="])
    func anythingElseIsRefused(text: String) {
        #expect(PageCursor(text, for: .world) == nil)
    }
}
