import Foundation
import TestTerminal
import Testing

/// The keys of the settings, on the real screen.
@Suite(.serialized, .timeLimit(.minutes(3))) struct KeysTests {
    @Test func otherKeysWorkAndWhatIsNotObeyedIsToldWithoutStoppingTheStart() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let folder = server.folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try """
        keys:
          move.first: [g g, Home]
          view.help: g h
          operation.approve: x
          view.request-log: Ctrl-x l
          program.quit-at-once: Ctrl-x q
        """.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        let terminal = try server.dashboard(environment: ["XDG_CONFIG_HOME": server.folder.path + "/config"])
        let sentence = "config.yaml:4: operation.approve: “x” is operation.cancel already; “a” stays."
        try terminal.waitFor(String(sentence.prefix(40)))
        try terminal.waitFor("● live")

        try terminal.send("g")
        try terminal.waitFor("g …")
        try terminal.waitFor("Esc gives it up")
        try terminal.send("h")
        try terminal.waitFor("type to search")
        try terminal.send("request")
        try terminal.waitFor("Ctrl-x l")
        try terminal.send("\r")
        try terminal.waitFor("GET")
        try terminal.send("\u{1B}")
        // A key right after Escape would be Alt with that key.
        try terminal.waitUntil("the log is gone") { !$0.text.contains("GET") }
        try terminal.send("\u{18}q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.screen.text.contains(sentence))
    }

    @Test func aThemeIsTriedWhileItIsChosenAndGivenBack() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let terminal = try server.dashboard("--theme", "terminal-16", "--color", "256")
        try terminal.waitFor("● live")
        #expect(ground(terminal) == nil)
        try terminal.send("theme gruvbox-dark", into: ":")
        try terminal.waitUntil("the ground of the theme that is tried") { _ in ground(terminal) != nil }
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the terminal's own ground") { _ in ground(terminal) == nil }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    /// The background of an empty cell; nil for the terminal's own.
    private func ground(_ terminal: PseudoTerminal) -> Int? {
        terminal.screen.cells[terminal.screen.rows / 2][1].look.background
    }
}
