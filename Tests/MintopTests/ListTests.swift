import Foundation
import TestTerminal
import Testing

/// Filters, orders and columns with keys alone, on a real pseudo-terminal.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ListTests {
    @Test func aFilterIsTypedKeptAndClearedAndARowIsFoundAgain() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--speed", "1")
        let terminal = try server.dashboard()
        for prompt in ["A brass lamp", "A glass castle"] {
            try terminal.waitFor("● live")
            try terminal.send("C")
            try terminal.waitFor("Prompt")
            try terminal.send(prompt + "\u{4}")
            try terminal.waitFor("Started op_")
            try terminal.waitFor(prompt)
            try terminal.waitUntil("it is started") {
                !$0.text.contains("◌ held") && !$0.text.contains("held: generate")
            }
        }
        try terminal.send("1")
        terminal.settle()
        try terminal.send("castle", into: "/")
        try terminal.waitFor("/castle ⨯ 1 of ")
        try terminal.waitUntil("the other row is hidden") { !$0.text.contains("A brass lamp") }
        try terminal.send("\r")
        try terminal.waitFor("Esc clear filter")
        try terminal.send("\u{1B}")
        try terminal.waitFor("A brass lamp")
        try terminal.send("ops lamp\r", into: ":")
        try terminal.waitFor("/lamp ⨯ 1 of ")
        try terminal.send("f")
        try terminal.waitFor("unfinished")
        try terminal.send("\r")
        terminal.settle()
        try terminal.send("s")
        try terminal.waitFor("what waits first")
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the menu is closed") { !$0.text.contains("what waits first") }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func columnsOfTheSettingsAreShownAndAnUnknownOneStopsNoStart() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "columns:\n  operations: [status, promt]\n  models: [id:9, name]\n".write(
            toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        let terminal = try server.dashboard(environment: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        try terminal.waitFor("Unknown column of operations “promt”")
        try terminal.waitFor("model_")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}
