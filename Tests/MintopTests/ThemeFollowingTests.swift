import Foundation
import TestTerminal
import Testing

/// A theme of the user is followed during editing, and survives mistakes in its file.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ThemeFollowingTests {
    @Test func aSavedThemeIsDrawnAtOnceAndABrokenOneKeepsItsColors() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let folder = server.folder.path + "/config/mintop/themes"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try theme(ground: "000000").write(toFile: folder + "/own.yaml", atomically: true, encoding: .utf8)
        let terminal = try server.dashboard(
            "--theme", "own", "--color", "256", environment: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        try terminal.waitFor("● live")
        #expect(ground(terminal) == 16)

        // Like an editor: written to a temporary file and renamed over the old one.
        try theme(ground: "5f0000").write(toFile: folder + "/own.yaml", atomically: true, encoding: .utf8)
        try terminal.waitUntil("the new ground") { _ in ground(terminal) == 52 }

        try "palette: [".write(toFile: folder + "/own.yaml", atomically: true, encoding: .utf8)
        try terminal.waitFor("own.yaml")
        #expect(ground(terminal) == 52)

        try terminal.send("theme terminal-16\r", into: ":")
        try terminal.waitUntil("the terminal's own ground") { _ in ground(terminal) == nil }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aBrokenThemeOfTheSettingsStopsNoStart() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder + "/themes", withIntermediateDirectories: true)
        try "theme: own\n".write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        try "palette: [".write(toFile: folder + "/themes/own.yaml", atomically: true, encoding: .utf8)
        let terminal = try server.dashboard(environment: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        try terminal.waitFor("own.yaml")
        try terminal.waitFor("● live")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    /// The background of an empty cell; nil for the terminal's own.
    private func ground(_ terminal: PseudoTerminal) -> Int? {
        terminal.screen.cells[terminal.screen.rows / 2][1].look.background
    }

    private func theme(ground: String) -> String {
        let grays = ["202020", "303030", "909090", "b0b0b0", "e0e0e0", "f0f0f0", "ffffff"]
        let hues = ["ff6060", "ffa060", "f0e060", "60e060", "60e0e0", "60a0ff", "e080ff", "c0a080"]
        let colors = ([ground] + grays + hues).enumerated()
            .map { "  base0\(String($0.offset, radix: 16, uppercase: true)): \"\($0.element)\"" }
        return "system: base16\nname: Own\nvariant: dark\npalette:\n" + colors.joined(separator: "\n") + "\n"
    }
}
