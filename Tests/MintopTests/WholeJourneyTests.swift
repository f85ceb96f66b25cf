import Foundation
import TestTerminal
import Testing

/// The main job from end to end, with keys alone, on a real pseudo-terminal and a real server.
@Suite(.serialized, .timeLimit(.minutes(5))) struct WholeJourneyTests {
    @Test func aPersonReviewsRevisesApprovesOpensAndCancels() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "5", "--seed", "7")
        let browser = try RecordingBrowser(in: server.folder)
        let terminal = try server.dashboard("--hold", "0", environment: ["BROWSER": browser.path])
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.waitFor("live")

        try start("A tin robot with a dented chest", terminal)
        try terminal.waitFor("◌ queued")
        try terminal.waitFor("◐ running", seconds: 60)
        try terminal.waitFor("◆ review", seconds: 120)

        try terminal.send("r")
        try terminal.waitFor("What should change in the preview?")
        try terminal.send("Blue paint, and smile\u{4}")
        try terminal.waitFor("Sent the revision of op_")
        try terminal.waitFor("◐ running", seconds: 60)
        try terminal.waitFor("◆ review", seconds: 120)

        try terminal.send("a")
        try terminal.waitFor("Approve the preview of op_")
        try terminal.send("y")
        try terminal.waitFor("Approved op_")
        try terminal.waitUntil("the end of the operation", seconds: 180) { screen in
            screen.text.contains("✔ done     ") || screen.text.contains("✔ done   model · ")
        }

        try terminal.send("o")
        try terminal.waitFor("Open a file of op_")
        try select("glb", terminal)
        try terminal.send("\r")
        try terminal.waitFor("Opened http://127.0.0.1:")
        let link = try #require(URL(string: try browser.waitForURL()))
        #expect(link.path().hasSuffix(".glb"))
        // As a browser gets it: without any key.
        let path = link.path() + (link.query().map { "?" + $0 } ?? "")
        let request = RawRequest(method: "GET", path: path, headers: [], body: "")
        let answer = try #require(RawSocket.exchange(request, port: link.port ?? 0))
        #expect(String(decoding: answer, as: UTF8.self).contains("\r\n\r\nglTF"))

        try start("A paper lantern", terminal)
        try terminal.waitFor("A paper lantern")
        try terminal.send("x")
        try terminal.waitFor("What was made so far is given up.")
        try terminal.send("y")
        try terminal.waitFor("⊘ canceled", seconds: 60)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.screen.isAlternate)
    }

    private func start(_ prompt: String, _ terminal: PseudoTerminal) throws {
        try terminal.send("C")
        try terminal.waitFor("Prompt")
        try terminal.send(prompt + "\u{4}")
        try terminal.waitFor("Started op_")
    }

    /// Moves down in the menu until the row with that first word is selected.
    private func select(_ name: String, _ terminal: PseudoTerminal) throws {
        let rows = (0..<terminal.screen.rows).map { terminal.screen.text(row: $0) }
        let first = try #require(rows.firstIndex { $0.contains("Open a file of op_") })
        let names = rows[(first + 1)...].map { $0.split(separator: " ").first { $0 != "│" && $0 != "││" } ?? "" }
        // The dialog lies on panes, so the name is looked for in the row's text after the dialog's own border.
        let position = rows[(first + 1)...].firstIndex { row in
            row.split(separator: " ").contains(Substring(name))
        }
        let steps = try #require(position, "\(names)") - first - 1
        try terminal.send(String(repeating: "j", count: steps))
    }
}

/// A program that writes the links it is given into a file.
struct RecordingBrowser {
    let path: String
    private let record: String

    init(in folder: TemporaryFolder) throws {
        path = folder.path + "/browser"
        record = folder.path + "/opened"
        // Written beside and moved, so that a reader never sees half a line.
        let script = "#!/bin/sh\nprintf '%s\\n' \"$1\" > '\(record).part'\nmv '\(record).part' '\(record)'\n"
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// The link it was given, as soon as it was.
    func waitForURL() throws -> String {
        for _ in 0..<400 {
            if let text = try? String(contentsOfFile: record, encoding: .utf8) {  // `try?`: not there yet
                return text.trimmingCharacters(in: .newlines)
            }
            usleep(25_000)
        }
        throw PseudoTerminalFailure(description: "the browser was never started")
    }
}
