import Foundation
import TestTerminal
import Testing

/// Failures of the terminal, the key, the server and the process.
@Suite(.serialized, .timeLimit(.minutes(5))) struct BadDayTests {
    @Test func withoutATerminalItNamesTheCommandsThatNeedNone() throws {
        let folder = TemporaryFolder()
        let result = try mintop(environment: ["HOME": folder.path])
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("needs a terminal"))
        #expect(result.errors.contains("mintop operations"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func aTerminalOfAnUnknownTypeIsUsedAllTheSame() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let terminal = try server.dashboard(environment: ["TERM": "xterm-ghostty-from-the-future"])
        try terminal.waitFor("1 Operations")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aDumbTerminalGetsASentence() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let terminal = try server.dashboard(environment: ["TERM": "dumb"])
        #expect(try terminal.waitForExit() == 64)
        #expect(terminal.screen.text.contains("mintop:"))
    }

    @Test func aWrongKeyIsNamedInTheHeaderWithWhatToDo() throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let terminal = try server.dashboard(environment: ["MINT_API_KEY": "mint-wrong-key"])
        try terminal.waitFor("key refused")
        try terminal.waitFor("MINT_API_KEY")
        #expect(!terminal.wrote("mint-wrong-key"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aServerThatGoesAwayLeavesTheRowsAndComesBackByItself() throws {
        let folder = TemporaryFolder()
        let data = folder.path + "/data"
        var server: TestServer? = try TestServer("--port", "0", "--data", data, folder: folder)
        let port = try #require(server?.port)
        let terminal = try #require(try server?.dashboard())
        try terminal.waitFor("live")
        try terminal.send("C")
        try terminal.waitFor("Prompt")
        try terminal.send("A lighthouse\u{4}")
        try terminal.waitFor("A lighthouse")
        server?.kill()
        server = nil
        try terminal.waitFor("offline", seconds: 60)
        #expect(terminal.screen.text.contains("A lighthouse"))
        server = try TestServer("--port", port, "--data", data, folder: folder)
        try terminal.waitFor("● live", seconds: 90)
        #expect(terminal.screen.text.contains("A lighthouse"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGSEGV, -SIGSEGV)] as [(Int32, Int32)])
    func howeverItEndsTheTerminalIsRestored(_ signal: Int32, _ status: Int32) throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let program = try BuiltProduct.path("mintop")
        // The shell waits for a line, so that the modes can be read before the program starts.
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "read line; exec \(program)"], environment: server.environment, columns: 120, rows: 40)
        let before = terminal.modes()
        try terminal.send("\n")
        try terminal.waitFor("● live")
        #expect(terminal.modes() != before)
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == status)
        #expect(terminal.modes() == before)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004, 1049, 1]))
    }

    @Test(arguments: [
        (["--theme", "no-such-theme"], Int32(64), "There is no theme"), (["--color", "pink"], 64, "color"),
        (["--nonsense"], 64, "nonsense"),
    ])
    func aWrongOptionIsNamed(_ arguments: [String], _ status: Int32, _ words: String) throws {
        let folder = TemporaryFolder()
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), arguments, environment: ["HOME": folder.path], columns: 120, rows: 40)
        #expect(try terminal.waitForExit() == status)
        #expect(terminal.screen.text.contains(words))
    }
}
