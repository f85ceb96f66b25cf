import Foundation
import TestTerminal
import Testing

/// The main workflow from end to end, with keys alone, on a real pseudo-terminal and a real server.
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
        let link = try #require(URL(string: try browser.waitForURL(on: terminal)))
        #expect(link.path().hasSuffix(".glb"))
        // As a browser requests it: without any key.
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
        // The dialog covers panes, so the name is searched in the row after the dialog's border.
        let position = rows[(first + 1)...].firstIndex { row in
            row.split(separator: " ").contains(Substring(name))
        }
        let steps = try #require(position, "\(names)") - first - 1
        for _ in 0..<steps { try terminal.send("\u{1B}[B") }
    }
}

/// A program that writes its links to a file.
struct RecordingBrowser {
    let path: String
    private let record: String

    init(in folder: TemporaryFolder) throws {
        path = folder.path + "/browser"
        record = folder.path + "/opened"
        // Written elsewhere and renamed, so that a reader never sees half a line.
        let script = "#!/bin/sh\nprintf '%s\\n' \"$1\" > '\(record).part'\nmv '\(record).part' '\(record)'\n"
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// The link, as soon as the program got it.
    func waitForURL(on terminal: PseudoTerminal) throws -> String {
        var url: String?
        try terminal.wait(until: "the browser was started", seconds: 20) {
            // `try?`: not there yet.
            url = try? String(contentsOfFile: record, encoding: .utf8).trimmingCharacters(in: .newlines)
            return url != nil
        }
        return try #require(url)
    }
}
