import Testing
import TerminalCore

@testable import NcursesTerminal

@Suite struct InputDecoderTests {
    private func events(_ bytes: String, final: Bool = true) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return (decoder.feed(Array(bytes.utf8)) + (final ? decoder.patienceEnded() : [])).apart
    }

    @Test(
        arguments: [
            ("a", .character("a")), ("Z", .character("Z")), (" ", .character(" ")), ("é", .character("é")),
            ("漢", .character("漢")), ("🚀", .character("🚀")), ("\u{301}", .character("\u{301}")),
            ("\r", Key(.enter)), ("\t", Key(.tab)), ("\u{7F}", Key(.backspace)), ("\u{8}", Key(.backspace)),
            ("\n", .control("j")), ("\u{0}", .control("@")), ("\u{1}", .control("a")), ("\u{1A}", .control("z")),
            ("\u{1C}", .control("\\")), ("\u{1D}", .control("]")), ("\u{1E}", .control("^")), ("\u{1F}", .control("_")),
            ("\u{1B}", Key(.escape)), ("\u{1B}a", Key(.character("a"), .alt)), ("\u{1B}é", Key(.character("é"), .alt)),
            ("\u{1B}\r", Key(.enter, .alt)), ("\u{1B}\u{7F}", Key(.backspace, .alt)),
            ("\u{1B}\u{4}", Key(.character("d"), [.control, .alt])),
            ("\u{1B}[A", Key(.up)), ("\u{1B}[B", Key(.down)), ("\u{1B}[C", Key(.right)), ("\u{1B}[D", Key(.left)),
            ("\u{1B}OA", Key(.up)), ("\u{1B}OH", Key(.home)), ("\u{1B}OF", Key(.end)), ("\u{1B}[H", Key(.home)),
            ("\u{1B}[F", Key(.end)), ("\u{1B}[1~", Key(.home)), ("\u{1B}[7~", Key(.home)), ("\u{1B}[4~", Key(.end)),
            ("\u{1B}[8~", Key(.end)), ("\u{1B}[2~", Key(.insert)), ("\u{1B}[3~", Key(.delete)),
            ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)), ("\u{1B}[Z", Key(.backTab)),
            ("\u{1B}OP", Key(.function(1))), ("\u{1B}OS", Key(.function(4))), ("\u{1B}[11~", Key(.function(1))),
            ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[21~", Key(.function(10))), ("\u{1B}[24~", Key(.function(12))),
            ("\u{1B}[34~", Key(.function(20))), ("\u{1B}[[A", Key(.function(1))), ("\u{1B}[[E", Key(.function(5))),
            ("\u{1B}[1;5A", Key(.up, .control)), ("\u{1B}[1;2D", Key(.left, .shift)),
            ("\u{1B}[1;3C", Key(.right, .alt)),
            ("\u{1B}[1;8B", Key(.down, [.shift, .alt, .control])), ("\u{1B}[5;5~", Key(.pageUp, .control)),
            ("\u{1B}[3;2~", Key(.delete, .shift)), ("\u{1B}[1;5P", Key(.function(1), .control)),
            ("\u{1B}OR", Key(.function(3))), ("\u{1B}O5A", Key(.up, .control)),
            ("\u{1B}\u{1B}[A", Key(.up, .alt)), ("\u{1B}\u{1B}OB", Key(.down, .alt)), ("\u{1B}OM", Key(.enter)),
            ("\u{1B}[97;5u", .control("a")), ("\u{1B}[13;2u", Key(.enter, .shift)), ("\u{1B}[27u", Key(.escape)),
            ("\u{1B}[97;2u", .character("A")), ("\u{1B}[9;2u", Key(.backTab)), ("\u{1B}[27;5;105~", .control("i")),
            ("\u{1B}[97:65;6:1u", Key(.character("a"), [.control, .shift])),
        ] as [(String, Key)])
    func aKeyIsRecognized(bytes: String, key: Key) {
        #expect(events(bytes) == [.key(key)])
    }

    @Test(arguments: [
        "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;22c", "\u{1B}[>0;276;0c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y", "\u{1B}[99~",
        "\u{1B}[57344u", "\u{1B}[1;1;1X", "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:0/0/0\u{1B}\\",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{85}", "\u{1B}[[Z",
        "\u{1B}[201~",
        "\u{1B}[<0;0;5M", "\u{1B}[<35;4;4M", "\u{1B}[<2;4;4M", "\u{1B}[<64;4;4m",
    ])
    func whatIsNoKeyIsLeftOut(bytes: String) {
        #expect(events(bytes + "x", final: false) == [.key(.character("x"))])
    }

    @Test func aSequenceInPiecesIsOneKey() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 100)
        #expect(decoder.feed(Array("[1;".utf8)).isEmpty)
        #expect(decoder.feed(Array("5".utf8)).isEmpty)
        #expect(decoder.feed(Array("Ax".utf8)) == [.key(Key(.up, .control)), .key(.character("x"))])
        #expect(decoder.patience == nil)
        #expect(decoder.feed([0xE6, 0xBC]).isEmpty)
        #expect(decoder.feed([0xA2]) == [.key(.character("漢"))])
    }

    @Test func anEscapeThatInterruptsASequenceBeginsANewOne() {
        #expect(events("\u{1B}[1;\u{1B}[B") == [.key(Key(.down))])
        #expect(events("\u{1B}\u{1B}") == [.key(Key(.escape)), .key(Key(.escape))])
        #expect(events("\u{1B}\u{1B}x") == [.key(Key(.escape)), .key(Key(.character("x"), .alt))])
        #expect(events("\u{1B}[1\rx") == [.key(Key(.enter)), .key(.character("x"))])
    }

    @Test(
        arguments: [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x28], "\u{FFFD}("), ([0xE2, 0x82, 0x61], "\u{FFFD}a"),
            ([0x80], "\u{FFFD}"),
            ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80, 0x62], "\u{FFFD}b"), ([0xF5, 0x62], "\u{FFFD}b"),
            ([0xC3], "\u{FFFD}"), ([0xF0, 0x9F], "\u{FFFD}"),
        ] as [([UInt8], String)])
    func malformedBytesAreReplacedAndLoseNoGoodKey(bytes: [UInt8], text: String) {
        var decoder = InputDecoder()
        let events = (decoder.feed(bytes) + decoder.patienceEnded()).apart
        #expect(events == text.unicodeScalars.map { .key(.character(Character($0))) })
    }

    @Test func aLineFeedIsEnterWhereTheDriverMakesItOne() {
        var decoder = InputDecoder(lineFeedIsEnter: true)
        #expect(decoder.feed([0x0A]) == [.key(Key(.enter))])
    }

    @Test func theTerminalsOwnKeysWin() {
        let sequences = KeySequences.terminal { name in
            [
                "kf1": Array("\u{1B}[M".utf8), "kdch1": Array("\u{1B}[3$".utf8), "kcuu1": Array("\u{1B}A".utf8),
                "kbs": [8],
            ][name]
        }
        var decoder = InputDecoder(sequences: sequences)
        #expect(
            decoder.feed(Array("\u{1B}[M\u{1B}[3$\u{1B}Ax".utf8)) == [
                .key(Key(.function(1))), .key(Key(.delete)), .key(Key(.up)), .key(.character("x")),
            ])
    }

    @Test func aPasteIsOneEventInAnyPieces() {
        let bytes = Array("a\u{1B}[200~q\r\n\u{1B}[A\rx\n\u{3}é\u{1B}[20\u{1B}[201~b".utf8)
        let expected: [TerminalEvent] = [
            .key(.character("a")), .paste("q\n\u{1B}[A\nx\n\u{3}é\u{1B}[20"), .key(.character("b")),
        ]
        for size in 1...bytes.count {
            var decoder = InputDecoder()
            var events: [TerminalEvent] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                events += decoder.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(events.apart == expected, "pieces of \(size)")
            #expect(decoder.patience != 5000)
        }
    }

    @Test func aPasteIsCutAtItsLimitAndEndsWithItsMarker() {
        var decoder = InputDecoder()
        _ = decoder.feed(Array("\u{1B}[200~".utf8))
        for _ in 0..<17 { #expect(decoder.feed(Array(repeating: 0x61, count: 65_536)).isEmpty) }
        let events = decoder.feed(Array("\u{1B}[201~x".utf8))
        guard case .paste(let text) = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputDecoder.pasteLimit)
        #expect(events.last == .key(.character("x")))
    }

    @Test func aPasteWithoutItsEndIsToldAfterAWhile() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~half\u{1B}[2".utf8)).isEmpty)
        #expect(decoder.patience == 5000)
        #expect(decoder.patienceEnded() == [.paste("half\u{1B}[2")])
        #expect(decoder.patience == nil)
    }

    @Test func escapeLeadsOutOfAPasteWhoseEndWasLost() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~half".utf8)).isEmpty)
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 250)
        #expect(decoder.patienceEnded() == [.paste("half")])
        #expect(decoder.feed(Array("Q".utf8)) == [.key(.character("Q"))])
    }

    @Test(arguments: [
        ("\u{1B}[<0;5;6M", MouseEvent(.press, at: Point(column: 4, row: 5))),
        ("\u{1B}[<0;5;6m", MouseEvent(.release, at: Point(column: 4, row: 5))),
        ("\u{1B}[<64;300;200M", MouseEvent(.wheelUp, at: Point(column: 299, row: 199))),
        ("\u{1B}[<65;1;1M", MouseEvent(.wheelDown, at: Point(column: 0, row: 0))),
        ("\u{1B}[<32;7;6M", MouseEvent(.drag, at: Point(column: 6, row: 5))),
        ("\u{1B}[M@!\"", MouseEvent(.drag, at: Point(column: 0, row: 1))),
        ("\u{1B}[<16;5;6M", MouseEvent(.press, at: Point(column: 4, row: 5))),
        ("\u{1B}[M !\"", MouseEvent(.press, at: Point(column: 0, row: 1))),
        ("\u{1B}[M#!\"", MouseEvent(.release, at: Point(column: 0, row: 1))),
        ("\u{1B}[M`!\"", MouseEvent(.wheelUp, at: Point(column: 0, row: 1))),
    ])
    func mouseReportsAreRead(bytes: String, mouse: MouseEvent) {
        #expect(events(bytes) == [.mouse(mouse)])
    }

    @Test func aSecondPressAtTheSamePlaceIsADoubleOne() {
        let press = "\u{1B}[<0;5;6M"
        let release = "\u{1B}[<0;5;6m"
        func actions(_ bytes: String) -> [MouseEvent.Action] {
            events(bytes).compactMap { if case .mouse(let mouse) = $0 { mouse.action } else { nil } }
        }
        #expect(actions(press + release + press + release) == [.press, .release, .doublePress, .release])
        #expect(
            actions(press + release + press + release + press) == [.press, .release, .doublePress, .release, .press])
        #expect(actions(press + "x" + press) == [.press, .press])
        #expect(actions(press + "\u{1B}[<0;9;9M") == [.press, .press])
        var decoder = InputDecoder()
        _ = decoder.feed(Array(press.utf8))
        #expect(decoder.patience == 400)
        #expect(decoder.patienceEnded().isEmpty)
        #expect(decoder.patience == nil)
        #expect(decoder.feed(Array(press.utf8)).count == 1)
        #expect(decoder.feed(Array(release.utf8)).count == 1)
    }

    @Test func aPressThatGaveTheTerminalTheFocusMeansNothingElse() {
        let (focus, press) = ("\u{1B}[I", "\u{1B}[<0;5;6M")
        func actions(_ bytes: String) -> [MouseEvent.Action] {
            events(bytes).compactMap { if case .mouse(let mouse) = $0 { mouse.action } else { nil } }
        }
        #expect(actions(focus + press) == [])
        #expect(actions(focus + press + press) == [.press])
        #expect(actions(focus + "x" + press) == [.press])
        #expect(actions("\u{1B}[O" + press) == [.press])
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(focus.utf8)).isEmpty)
        #expect(decoder.patience == 150)
        #expect(decoder.patienceEnded().isEmpty)
        #expect(decoder.patience == nil)
        #expect(decoder.feed(Array(press.utf8)).count == 1)
    }

    @Test func anyBytesAreDecodedWithoutGettingStuck() {
        // A fixed linear generator: the same bytes on every run.
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let likely = Array("\u{1B}\u{1B}\u{1B}[[OM<;0123~$ ]P\\\u{7}u".utf8) + [0xC3, 0xA9, 0xE2, 0xFF]
        for _ in 0..<3000 {
            var decoder = InputDecoder()
            for _ in 0..<next(5) {
                _ = decoder.feed(
                    (0..<next(20)).map { _ in next(4) > 0 ? likely[next(likely.count)] : UInt8(next(256)) })
            }
            // At most a sequence, a paste's end and a press are pending in turn.
            for _ in 0..<3 where decoder.patience != nil { _ = decoder.patienceEnded() }
            #expect(decoder.patience == nil)
            #expect(decoder.feed(Array("\u{1B}OA".utf8)) == [.key(Key(.up))])
        }
    }
}

extension [TerminalEvent] {
    /// The events, with simultaneous keys as separate ones.
    var apart: [TerminalEvent] {
        flatMap { event -> [TerminalEvent] in
            if case .keys(let keys) = event { keys.map { .key($0) } } else { [event] }
        }
    }
}
