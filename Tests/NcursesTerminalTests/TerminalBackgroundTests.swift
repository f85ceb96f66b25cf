import Foundation
import TerminalCore
import TestTerminal
import Testing

@testable import NcursesTerminal

@Suite(.serialized, .timeLimit(.minutes(2))) struct TerminalBackgroundTests {
    @Test(arguments: [
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?62;4c", "dark"),
        ("\u{1B}]11;rgb:ff/ff/ee\u{7}\u{1B}[?6c", "light"),
        ("\u{1B}[?62;4c", "unknown"), ("\u{1B}]11;nonsense\u{7}\u{1B}[?1;2c", "unknown"),
    ])
    func theAnswerEndsTheWaiting(answer: String, expected: String) throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send(act(12))
        try terminal.waitUntil("the question") { $0.questions.contains("11;?") }
        try terminal.send("a" + answer + "z")
        try terminal.waitFor("background \(expected)")
        try terminal.waitFor("key <z>")
        #expect(
            (1...4).map { terminal.screen.text(row: $0) } == [
                "background \(expected)", "key <alt+F12>", "key <a>", "key <z>",
            ])
    }

    @Test func aConsoleIsNotAsked() throws {
        let terminal = try startFixture("echo", environment: ["TERM": "linux"])
        try terminal.waitFor("ready")
        try terminal.send(act(12))
        try terminal.waitFor("background unknown")
        #expect(!terminal.screen.questions.contains("11;?"))
    }

    @Test func theEndOfTheProgramEndsTheWaiting() throws {
        let terminal = try startFixture("echo")
        try terminal.waitFor("ready")
        try terminal.send(act(12))
        try terminal.waitUntil("the question") { $0.questions.contains("11;?") }
        terminal.signal(SIGHUP)
        #expect(try terminal.waitForExit() == 129)
    }

    @Test func answersAreNoEventsAndAreToldOnce() {
        var decoder = InputDecoder()
        let answer = "a\u{1B}]11;rgb:1/2/3\u{7}b\u{1B}[?62cc\u{1B}]10;rgb:1/2/3\u{7}"
        #expect(decoder.feed(answer.utf8) == [.keys("abc".map { Key.character($0) })])
        let expected = TerminalBackground(red: 1.0 / 15, green: 2.0 / 15, blue: 3.0 / 15)
        #expect(decoder.takeAnswers() == [.background(expected), .attributes])
        #expect(decoder.takeAnswers() == [])
    }

    @Test func anAnswerInPiecesIsOne() {
        var decoder = InputDecoder()
        for byte in "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\".utf8 { #expect(decoder.feed([byte]) == []) }
        #expect(decoder.takeAnswers() == [.background(TerminalBackground(red: 1, green: 1, blue: 1))])
    }
}
