import Foundation
import TestTerminal
import Testing

/// The dashboard rereads its settings file when it changes.
@Suite(.serialized, .timeLimit(.minutes(3))) struct SettingsFollowingTests {
    @Test func savedSettingsHoldAtOnceAndAMistakeIsSaidWithItsLine() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func save(_ text: String) throws {
            try text.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        }
        try save("theme: terminal-16\n")
        let terminal = try server.dashboard(
            "--color", "256", environment: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        try terminal.waitFor("● live")
        try terminal.waitFor("C create")

        try save("theme: nord\nkeys:\n  generation.create: K\n")
        try terminal.waitFor("The settings were read again.")
        try terminal.waitFor("K create")
        try terminal.waitUntil("the ground of the theme") { $0.cells[$0.rows / 2][1].look.background != nil }

        try save("theme: nord\nhodl: 3\n")
        try terminal.waitFor("config.yaml:2: “hodl” is not a setting")
        try terminal.waitFor("C create")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}
