import TerminalCore
import Testing

@testable import NcursesTerminal

@Suite struct KeyBurstTests {
    private func feed(_ text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.feed(Array(text.utf8))
    }

    @Test func severalCharactersInOneReadArriveTogether() {
        #expect(feed("a\rx") == [.keys([.character("a"), Key(.enter), .character("x")])])
        #expect(feed("ja") == [.keys([.character("j"), .character("a")])])
        #expect(feed("a\tb") == [.keys([.character("a"), Key(.tab), .character("b")])])
        #expect(feed("a\nb") == [.keys([.character("a"), .control("j"), .character("b")])])
    }

    @Test func aKeyThatIsHeldDownIsThatKeyAgain() {
        #expect(feed("jjj") == [.key(.character("j")), .key(.character("j")), .key(.character("j"))])
        #expect(feed("gg") == [.key(.character("g")), .key(.character("g"))])
    }

    @Test func oneCharacterInEachReadIsAKey() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("a".utf8)) == [.key(.character("a"))])
        #expect(decoder.feed(Array("x".utf8)) == [.key(.character("x"))])
    }

    @Test func otherKeysAndMarkedPastesKeepTheirPlace() {
        #expect(feed("a\u{1B}[B\u{4}") == [.key(.character("a")), .key(Key(.down)), .key(.control("d"))])
        #expect(
            feed("ab\u{1B}[Bc\u{4}") == [
                .keys([.character("a"), .character("b")]), .key(Key(.down)), .keys([.character("c")]),
                .key(.control("d")),
            ])
        #expect(feed("\u{1B}[200~a\rx\u{1B}[201~") == [.paste("a\nx")])
    }

    @Test func aLargePasteWithoutMarkersIsCut() {
        var decoder = InputDecoder()
        let page = (0..<4095).map { UInt8(0x61 + $0 % 26) }
        var count = 0
        for _ in 0..<600 {
            for case .keys(let keys) in decoder.feed(page) { count += keys.count }
        }
        #expect(count == KeyBurst.limit)
        #expect(decoder.patience == 100)
        #expect(decoder.patienceEnded().isEmpty)
        #expect(decoder.patience == nil)
        #expect(decoder.feed(page[..<2]) == [.keys([.character("a"), .character("b")])])
    }
}
