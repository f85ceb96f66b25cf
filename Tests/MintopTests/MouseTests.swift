import Foundation
import TestTerminal
import Testing

/// The mouse and copying in the whole program.
@Suite(.serialized, .timeLimit(.minutes(5))) struct MouseTests {
    @Test func clicksChooseARowAndRunAKeyOfTheFooter() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--seed", "7", "--speed", "1")
        let terminal = try server.dashboard(columns: 120, rows: 40)
        try terminal.waitFor("Ceramic")
        #expect(terminal.screen.modes.isSuperset(of: [1000, 1002, 1004, 1006]))
        let (column, row) = try #require(place(of: "2 Worlds", terminal))
        try click(column + 6, row + 2, terminal)
        try terminal.waitUntil("the second world in the detail") { screen in
            let title = String(screen.text(row: row + 2).dropFirst(column + 1).prefix(9))
            return (1..<row).contains { screen.text(row: $0).dropFirst(64).contains(title) }
        }
        // The last line of the frame, so the frame is complete.
        try terminal.waitFor("t thumbnails")
        try clickOn("? help", terminal)
        try terminal.waitFor("type to search")
        // Only its own key closes the dialog; clicks outside have no effect.
        try click(0, 0, terminal)
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the lists again") { !$0.text.contains("type to search") }
        try clickOn("q quit", terminal)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006]))
    }

    @Test func theMouseIsSwitchedOffAndOnAndStaysOffWhereTheSettingsSaySo() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--seed", "7")
        var terminal = try server.dashboard()
        try terminal.waitFor("● live")
        try terminal.send("%")
        try terminal.waitFor("mouse off")
        try terminal.waitUntil("no mouse") { $0.modes.isDisjoint(with: [1000, 1002, 1004, 1006]) }
        try terminal.send("%")
        try terminal.waitFor("The mouse is on")
        try terminal.waitUntil("the mouse") { $0.modes.isSuperset(of: [1000, 1002, 1004, 1006]) }
        terminal.signal(SIGTERM)
        #expect(try terminal.waitForExit() == 143)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1004, 1006]))

        let folder = server.folder.path + "/config"
        try FileManager.default.createDirectory(atPath: folder + "/mintop", withIntermediateDirectories: true)
        try "mouse: off\n".write(toFile: folder + "/mintop/config.yaml", atomically: true, encoding: .utf8)
        terminal = try server.dashboard(environment: ["XDG_CONFIG_HOME": folder])
        try terminal.waitFor("● live")
        #expect(!terminal.wrote("\u{1B}[?1000h"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func theCurlLineHoldsNoKeyAndReadsWhatWasSelected() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "40", "--seed", "7")
        let made = try mintop(
            "generate", "model", "A brass key; $(id) 'quoted'", "--wait", environment: server.environment)
        let id = String(made.output.prefix { $0 != " " })
        let clipboard = try RecordingClipboard(in: server.folder)
        let terminal = try server.dashboard(environment: clipboard.environment)
        try terminal.waitFor("A brass key")
        try terminal.send("y")
        try terminal.waitFor("the curl line")
        try terminal.send("c")
        try terminal.waitFor("the curl line: copied with xclip")
        let line = try clipboard.text()
        #expect(!line.contains(server.apiKey))
        #expect(line.contains("$MINT_API_KEY"))
        let answer = try JSONSerialization.jsonObject(with: Data(shell(line, server).utf8)) as? [String: Any]
        #expect(answer?["id"] as? String == id)
        try terminal.send("y")
        try terminal.waitFor("Copy of")
        try terminal.send("p")
        try terminal.waitFor("the prompt: copied with xclip")
        #expect(try clipboard.text() == "A brass key; $(id) 'quoted'")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func whereNothingTakesTheTextItIsShownToBeSelected() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "40", "--seed", "7")
        let made = try mintop("generate", "model", "A brass key", "--wait", environment: server.environment)
        let id = String(made.output.prefix { $0 != " " })
        // VTE terminals do not let programs set the clipboard.
        let terminal = try server.dashboard(environment: ["VTE_VERSION": "7200"])
        try terminal.waitFor("A brass key")
        try terminal.send("y")
        try terminal.waitFor("Copy of")
        try terminal.send("i")
        try terminal.waitFor("Not copied, the id")
        try terminal.waitUntil("the id alone on its line") { $0.text(row: 1) == id }
        try terminal.waitUntil("the mouse of the terminal") { $0.modes.isDisjoint(with: [1000, 1002, 1006]) }
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the mouse of the program") { $0.modes.isSuperset(of: [1000, 1002, 1006]) }
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func addressesAreLinksWhereTheTerminalTakesThemAndTheScreenIsTheSame() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "40", "--seed", "7")
        _ = try mintop("generate", "model", "A brass key", "--wait", environment: server.environment)
        for brand in ["", "kitty"] {
            let terminal = try server.dashboard("--images", "none", environment: ["TERM_PROGRAM": brand])
            try terminal.waitFor("A brass key")
            try terminal.waitFor("Page ")
            // A later frame with the same address, so its link has been written.
            try terminal.send("?")
            try terminal.waitFor("type to search")
            try terminal.send("\u{1B}")
            try terminal.waitUntil("the lists again") {
                !$0.text.contains("type to search") && $0.text.contains("Page ")
            }
            // The last line of the frame, so the frame is complete.
            try terminal.waitFor("o open")
            #expect(terminal.wrote("\u{1B}]8;id=m") == (brand == "kitty"))
            let row = try #require(place(of: "Page ", terminal)).row
            #expect(terminal.screen.text(row: row).contains("http://127.0.0.1:"))
            try terminal.send("q")
            #expect(try terminal.waitForExit() == 0)
        }
        #expect(try terminalList(server).contains("\u{1B}]8;id=m"))
    }

    /// The output of `mintop operations list` on a terminal with links.
    private func terminalList(_ server: TestServer) throws -> String {
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["operations", "list"],
            environment: server.environment.merging(["TERM_PROGRAM": "kitty"]) { $1 }, columns: 100)
        #expect(try terminal.waitForExit() == 0)
        return String(decoding: terminal.bytes, as: UTF8.self)
    }

    /// The position of a text on the screen.
    private func place(of text: String, _ terminal: PseudoTerminal) -> (column: Int, row: Int)? {
        for row in 0..<terminal.screen.rows {
            let line = terminal.screen.text(row: row)
            if let range = line.range(of: text) {
                return (line.distance(from: line.startIndex, to: range.lowerBound), row)
            }
        }
        return nil
    }

    private func clickOn(_ text: String, _ terminal: PseudoTerminal) throws {
        try terminal.waitFor(text)
        let found = try #require(place(of: text, terminal), "\(text) is not on the screen")
        try click(found.column, found.row, terminal)
    }

    /// Presses and releases the button, as a terminal reports it.
    private func click(_ column: Int, _ row: Int, _ terminal: PseudoTerminal) throws {
        try terminal.send("\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m")
    }

    private func shell(_ line: String, _ server: TestServer) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = ["PATH": "/usr/bin:/bin", "MINT_API_KEY": server.apiKey]
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: read, as: UTF8.self)
    }
}

/// A program in place of xclip that writes its input to a file.
struct RecordingClipboard {
    let environment: [String: String]
    private let record: String

    init(in folder: TemporaryFolder) throws {
        let tools = folder.path + "/tools"
        record = folder.path + "/clipboard"
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        try "#!/bin/sh\ncat > '\(record)'\n".write(toFile: tools + "/xclip", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: tools + "/xclip")
        environment = ["DISPLAY": ":77", "PATH": tools + ":/usr/bin:/bin"]
    }

    /// The last copied text.
    func text() throws -> String {
        try String(contentsOfFile: record, encoding: .utf8)
    }
}
