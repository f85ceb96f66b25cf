import Foundation
import TestTerminal
import Testing

/// Pictures that the terminal draws: they leave nothing in dialogs, and nothing in the terminal after the end.
@Suite(.serialized, .timeLimit(.minutes(5))) struct KittyScreenTests {
    private static let placeholder: Character.UnicodeScalarView.Element = "\u{10EEEE}"

    @Test func aDialogCoversThePictureAndTheEndDeletesIt() throws {
        let (server, terminal) = try reviewed()
        try terminal.send("x")
        try terminal.waitFor("What was made so far is given up.")
        terminal.settle()
        let frames = FrameTracing(terminal.screen).frames
        let dialog = try #require(
            frames.filter { text(terminal.screen, in: $0).contains("is given up.") }
                .min { ($0.right - $0.left) * ($0.bottom - $0.top) < ($1.right - $1.left) * ($1.bottom - $1.top) })
        #expect(!hasPicture(terminal.screen, in: dialog))
        // The dialog is wide enough to cover a part of the picture; the rest stays visible.
        #expect(hasPicture(terminal.screen, in: nil))
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the dialog to close") { !$0.text.contains("is given up.") }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
        try expectAllDeleted(terminal)
        withExtendedLifetime(server) {}
    }

    @Test func picturesFromBeforeTheEditorAreDeletedToo() throws {
        let (server, terminal) = try reviewed(environment: ["EDITOR": "true", "VISUAL": ""])
        // Another size needs another picture in the terminal.
        try terminal.send("p")
        try terminal.waitUntil("two pictures") { _ in numbers("a=T", terminal).count >= 2 }
        try terminal.send("q")
        try terminal.waitUntil("the desk to close") { !$0.text.contains("Review ─") }
        try terminal.send("C\u{0F}")
        try terminal.waitForBytes("\u{1B}[?1049l")
        try terminal.waitUntil("the dashboard again") { $0.isAlternate && $0.text.contains("Prompt") }
        try terminal.send("\u{1B}\u{1B}")
        try terminal.waitUntil("the form to close") { !$0.text.contains("Prompt") }
        terminal.settle()
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
        try expectAllDeleted(terminal)
        withExtendedLifetime(server) {}
    }

    /// A dashboard that shows the preview of an operation.
    private func reviewed(environment: [String: String] = [:]) throws -> (TestServer, PseudoTerminal) {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "300", "--seed", "7")
        let started = try mintop(
            "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment)
        #expect(started.status == 3)
        let terminal = try server.dashboard("--images", "kitty", "--hold", "0", environment: environment)
        try terminal.waitForBytes("\u{1B}_Ga=T,U=1", seconds: 60)
        try terminal.waitUntil("the picture") { hasPicture($0, in: nil) }
        return (server, terminal)
    }

    private func expectAllDeleted(_ terminal: PseudoTerminal) throws {
        let (sent, deleted) = (numbers("a=T", terminal), numbers("a=d,d=I", terminal))
        #expect(!sent.isEmpty)
        #expect(sent.subtracting(deleted).isEmpty, "sent \(sent), deleted \(deleted)")
        // After the last picture, and before the terminal is restored.
        let output = String(decoding: terminal.bytes, as: UTF8.self)
        let last = try #require(output.range(of: "a=d,d=I", options: .backwards))
        #expect(!output[last.upperBound...].contains("a=T"))
        #expect(output[last.upperBound...].contains("\u{1B}[?1049l"))
    }

    /// The picture numbers in these commands.
    private func numbers(_ action: String, _ terminal: PseudoTerminal) -> Set<String> {
        let output = String(decoding: terminal.bytes, as: UTF8.self)
        return Set(
            output.components(separatedBy: "\u{1B}_G").dropFirst().compactMap { command in
                let keys = command.prefix { $0 != ";" && $0 != "\u{1B}" }
                guard keys.hasPrefix(action) else { return nil }
                return keys.split(separator: ",").first { $0.hasPrefix("i=") }.map { String($0.dropFirst(2)) }
            })
    }

    private func hasPicture(_ screen: ScreenEmulator, in frame: FrameTracing.Frame?) -> Bool {
        text(screen, in: frame).unicodeScalars.contains(Self.placeholder)
    }

    private func text(_ screen: ScreenEmulator, in frame: FrameTracing.Frame?) -> String {
        let rows = frame.map { $0.top...$0.bottom } ?? 0...(screen.rows - 1)
        let columns = frame.map { $0.left...$0.right } ?? 0...(screen.columns - 1)
        return rows.map { row in screen.cells[row][columns].map(\.text).joined() }.joined(separator: "\n")
    }
}
