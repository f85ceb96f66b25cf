import TerminalCore
import Testing

@testable import NcursesTerminal

/// Input cut into pieces by a slow line, with given times in between.
@Suite struct InputFragmentsTests {
    private static let answers = [
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\",
        "\u{1B}]4;1;rgb:cdcd/0000/0000\u{7}",
        "\u{1B}]52;c;YSBhIGE=\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[>1;7600;0c", "\u{1B}[24;80R", "\u{1B}[1;5R",
        "\u{1B}[0n",
        "\u{1B}[?2026;2$y", "\u{1B}[?997;1n", "\u{1B}[?1u", "\u{1B}[8;40;120t", "\u{1B}[I", "\u{1B}[O",
        "\u{1B}[<35;9;9M",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P1+r5463=787465\u{1B}\\", "\u{1B}P>|XTerm(388)\u{1B}\\",
        "\u{1B}P!|00000000\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    ]

    private func feed(_ bytes: some Sequence<UInt8>, to decoder: inout InputDecoder, waiting: Bool) -> [TerminalEvent] {
        let events = decoder.feed(bytes)
        guard waiting else { return events }
        // A click and a burst may be pending after a sequence.
        return (0..<3).reduce(into: events) { events, _ in
            if decoder.patience != nil { events += decoder.patienceEnded() }
        }
    }

    @Test(arguments: answers) func anAnswerCutAnywhereIsNoKey(answer: String) {
        let bytes = Array(answer.utf8)
        for (cut, isLate) in (0...bytes.count).flatMap({ [($0, false), ($0, true)] }) {
            var decoder = InputDecoder()
            var events = feed(bytes[..<cut], to: &decoder, waiting: isLate)
            events += feed(bytes[cut...], to: &decoder, waiting: isLate)
            // After a lone Escape that timed out, the Escape itself is a key.
            #expect(events == (isLate && cut == 1 ? [.key(Key(.escape))] : []), "cut at \(cut), late \(isLate)")
            #expect(feed("x".utf8, to: &decoder, waiting: true) == [.key(.character("x"))], "cut at \(cut)")
        }
    }

    @Test(arguments: answers) func anAnswerThatComesByteByByteIsNoKey(answer: String) {
        var decoder = InputDecoder()
        for byte in answer.utf8 { #expect(decoder.feed([byte]) == []) }
        #expect(decoder.feed(Array("x".utf8)) == [.key(.character("x"))])
    }

    @Test(arguments: [
        "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}_", "\u{1B}[1;", "\u{1B}[<0;1", "\u{1B}]11;rgb",
        "\u{1B}[M12",
        "\u{1B}P1$r0m", "\u{1B}[[", "\u{1B}\u{1B}[1;",
    ])
    func aSequenceThatHasBegunWaitsTwoSeconds(begun: String) {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(begun.utf8)).isEmpty)
        #expect(decoder.patience == 2000)
        #expect(decoder.patienceEnded().isEmpty)
        #expect(decoder.patience == nil)
        // Enter is part of no sequence and ends it.
        #expect(decoder.feed(Array("\r".utf8)) == [.key(Key(.enter))])
        #expect(decoder.feed(Array("x".utf8)) == [.key(.character("x"))])
    }

    @Test func aNewSequenceEndsOneThatBrokeOff() {
        for begun in ["\u{1B}[1;", "\u{1B}]11;rgb", "\u{1B}[M1"] {
            var decoder = InputDecoder()
            _ = decoder.feed(Array(begun.utf8))
            _ = decoder.patienceEnded()
            #expect(decoder.feed(Array("\u{1B}[B".utf8)) == [.key(Key(.down))])
        }
    }

    @Test func aStringOfAnyLengthIsNoKey() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}]52;c;".utf8)).isEmpty)
        for _ in 0..<100 { #expect(decoder.feed([UInt8](repeating: 0x61, count: 4095)).isEmpty) }
        #expect(decoder.feed(Array("\u{7}x".utf8)) == [.key(.character("x"))])
    }

    @Test func anArrowWhoseEscapeWasTooEarlyMovesNothing() {
        var decoder = InputDecoder()
        #expect(feed([0x1B], to: &decoder, waiting: true) == [.key(Key(.escape))])
        #expect(decoder.feed(Array("[B".utf8)).isEmpty)
        #expect(decoder.feed(Array("[".utf8)) == [.key(.character("["))])
    }

    @Test func anAnswerBehindALoneEscapeIsStillAnAnswer() {
        var decoder = InputDecoder()
        _ = feed([0x1B], to: &decoder, waiting: true)
        #expect(decoder.feed(Array("[?62;22c".utf8)).isEmpty)
        #expect(decoder.takeAnswers() == [.attributes])
    }

    @Test func keysAfterALoneEscapeAreKeys() {
        for text in ["[", "]", "O", "P", "_", "j", "]x", "Px"] {
            var decoder = InputDecoder()
            _ = feed([0x1B], to: &decoder, waiting: true)
            #expect(decoder.feed(Array(text.utf8)).apart.count == text.count, "\(text.debugDescription)")
        }
    }

    @Test(
        arguments: [
            ([:], 100, .standard), (["SSH_TTY": "/dev/pts/1"], 500, .remote),
            (["SSH_CONNECTION": "a 1 b 22"], 500, .remote),
            (["SSH_TTY": "", "ESCDELAY": ""], 100, .standard),
            (["ESCDELAY": "25", "SSH_TTY": "/dev/pts/1"], 25, .variable),
            (["ESCDELAY": "1"], 10, .variableOutOfRange), (["ESCDELAY": "99999"], 5000, .variableOutOfRange),
            (["ESCDELAY": "-5"], 10, .variableOutOfRange), (["ESCDELAY": "soon"], 100, .variableOutOfRange),
        ] as [([String: String], Int, EscapeDelay.Reason)])
    func aLoneEscapeWaitsAsLongAsTheEnvironmentSays(
        environment: [String: String], milliseconds: Int, reason: EscapeDelay.Reason
    ) {
        let delay = EscapeDelay(environment: environment)
        #expect(delay.milliseconds == milliseconds)
        #expect(delay.reason == reason)
        var decoder = InputDecoder(escapeDelay: delay)
        _ = decoder.feed([0x1B])
        #expect(decoder.patience == Int32(milliseconds))
    }
}
