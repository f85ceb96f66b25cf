import Foundation
import TestTerminal
import Testing

/// The user's editor gets the screen, and then the dashboard gets it back.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EditorTests {
    @Test func theJSONIsReadInTheEditorOnAFileThatIsGoneAfterwards() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let made = try mintop("generate", "model", "A brass key", "--wait", "--quiet", environment: server.environment)
        #expect(made.status == 0, "\(made.errors)")
        let seen = server.folder.path + "/seen"
        let script = server.folder.path + "/editor"
        let text =
            "#!/bin/sh\nstat -c '%a %n' \"$1\" >'\(seen)'; cat \"$1\" >>'\(seen)'; echo 'the editor is open'; read line\n"
        try Data(text.utf8).write(to: URL(filePath: script))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
        let terminal = try server.dashboard(environment: ["VISUAL": "", "EDITOR": script])
        try terminal.waitFor("✔ done")
        try terminal.send("e")
        try terminal.waitFor("the editor is open")
        try terminal.send("\n")
        try terminal.waitFor("✔ done")
        let lines = try String(contentsOfFile: seen, encoding: .utf8).split(separator: "\n")
        let first = try #require(lines.first).split(separator: " ")
        #expect(first.first == "400")
        let file = String(try #require(first.last))
        #expect(file.hasSuffix(".json") && file.contains("/op_"))
        #expect(!FileManager.default.fileExists(atPath: file))
        let document = try JSONSerialization.jsonObject(with: Data(lines.dropFirst().joined(separator: "\n").utf8))
        #expect(
            (document as? [String: Any])?["id"] as? String
                == file.split(separator: "/").last.map { String($0.dropLast(5)) })
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func anEditorThatFailsIsSaidAndTheDashboardGoesOn() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        _ = try mintop("generate", "model", "A brass key", "--wait", "--quiet", environment: server.environment)
        let terminal = try server.dashboard(environment: ["VISUAL": "", "EDITOR": "false"])
        try terminal.waitFor("✔ done")
        try terminal.send("e")
        try terminal.waitFor("The editor “false” ended with an error; set EDITOR.")
        try terminal.waitFor("✔ done")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}
