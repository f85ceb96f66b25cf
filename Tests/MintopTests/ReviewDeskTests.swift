import Foundation
import TestTerminal
import Testing

/// Previews viewed, compared and decided, and results viewed and downloaded, by keys on a real pseudo-terminal.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ReviewDeskTests {
    @Test func aPreviewIsSeenRevisedComparedAndApprovedAtTheDesk() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "20", "--seed", "7")
        let terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A tin robot\u{4}", into: "C")
        try terminal.waitFor("Started op_")
        try terminal.waitFor("◆ review", seconds: 60)
        try terminal.send("p")
        try terminal.waitFor("Review ─")
        try terminal.waitFor("1 of 1")
        try terminal.waitUntil("the picture", seconds: 60) { $0.hasPicture }

        try terminal.send("r")
        try terminal.waitFor("What should change in the preview?")
        try terminal.send("Blue paint\u{4}")
        try terminal.waitFor("Sent the revision of op_")
        try terminal.waitFor("Blue paint", seconds: 60)
        try terminal.waitUntil("the second preview", seconds: 90) { $0.hasPicture && $0.text.contains("2 of 2") }
        try terminal.send("c")
        try terminal.waitUntil("two pictures side by side", seconds: 60) { $0.hasPicture && $0.text.contains("1 of 2") }
        try terminal.send("c")
        try terminal.waitUntil("one picture again", seconds: 60) { !$0.text.contains("1 of 2") }
        try terminal.send("a")
        try terminal.waitFor("Approve the preview of op_")
        try terminal.send("y")
        try terminal.waitFor("Approved op_")
        try terminal.send("q")
        try terminal.waitUntil("the end of the operation", seconds: 120) { $0.text.contains("✔ done") }

        // The viewer rotates the finished model.
        try terminal.send("V")
        try terminal.waitFor("Turntable")
        try terminal.waitFor("triangles", seconds: 60)
        let before = terminal.screen.text
        try terminal.send("llll")
        try terminal.waitUntil("another side", seconds: 30) { $0.text != before && $0.text.contains("triangles") }
        try terminal.send("q")
        try terminal.waitUntil("the viewer is closed") { !$0.text.contains("triangles") }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aFileIsDownloadedByKeyToWhereTheDashboardWasStarted() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let made = try mintop("generate", "model", "A brass key", "--wait", "--quiet", environment: server.environment)
        #expect(made.status == 0, "\(made.errors)")
        let place = server.folder.path + "/downloads"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "cd \"$1\" && exec \"$2\"", "sh", place, BuiltProduct.path("mintop")],
            environment: server.environment, columns: 120, rows: 40)
        try terminal.waitFor("✔ done")
        try terminal.send("\r")
        try terminal.waitFor("] next tab")
        try terminal.send("]]")
        try terminal.waitFor("previewImage")
        try terminal.send("D")
        try terminal.waitUntil("the files", seconds: 60) { _ in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []  // `try?`: not there yet
            return names.contains { $0.hasSuffix(".glb") } && names.contains { $0.hasSuffix(".png") }
        }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}

extension ScreenEmulator {
    /// Whether the screen has many of the characters that draw pictures.
    fileprivate var hasPicture: Bool {
        let marks: Set<Character> = ["▀", "▄", "▌", "▐", "█", "▁", "▂", "▃", "▅", "▆", "▇", "▊", "▋", "▍", "▎"]
        return (0..<rows).reduce(0) { sum, row in sum + text(row: row).count { marks.contains($0) } } > 60
    }
}
