import Foundation
import MintDomain
import TestTerminal
import Testing
import TrackingStore

/// A start with something missing: the server, its name, its response, or the write permission.
@Suite(.serialized, .timeLimit(.minutes(5))) struct StartTests {
    @Test func aServerThatIsDownIsAStateOnScreenAndItGoesOnWhenItIsUp() throws {
        let folder = TemporaryFolder()
        let data = folder.path + "/data"
        var server: TestServer? = try TestServer("--port", "0", "--data", data, "--empty", folder: folder)
        let (port, environment) = (try #require(server?.port), try #require(server?.environment))
        server = nil
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("offline")
        try terminal.waitFor("connection refused")
        try whatIsTypedIsAnswered(terminal)
        server = try TestServer("--port", port, "--data", data, "--empty", folder: folder)
        try terminal.send("R")
        try terminal.waitFor("● live", seconds: 60)
        #expect(!terminal.screen.text.contains("refused"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        withExtendedLifetime(server) {}
    }

    @Test func aNameThatNobodyKnowsIsAStateOnScreen() throws {
        let folder = TemporaryFolder()
        try TestServer.welcome(folder.path + "/state")
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"),
            environment: [
                "HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state", "MINT_API_KEY": "a-key-of-nobody",
                "MINT_API_BASE_URL": "https://nowhere.invalid",
            ], columns: 120, rows: 40)
        try terminal.waitFor("offline", seconds: 60)
        try terminal.waitFor("Cannot find the server nowhere.invalid (no such host name)")
        try whatIsTypedIsAnswered(terminal)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.wrote("a-key-of-nobody"))
    }

    private func whatIsTypedIsAnswered(_ terminal: PseudoTerminal) throws {
        try terminal.send("?")
        try terminal.waitFor("type to search")
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the page to close") { !$0.text.contains("type to search") }
        try terminal.send("C")
        try terminal.waitFor("Prompt")
        try terminal.send("\u{1B}\u{1B}")
        try terminal.waitUntil("the form to close") { !$0.text.contains("Prompt") }
    }

    /// A store of thousands of rows, and a server that accepts connections but never responds.
    @Test func theRowsOfTheStoreAreShownAndMovedThroughWhileTheServerHangs() async throws {
        let (server, folder) = (try SilentServer(), TemporaryFolder())
        try TestServer.welcome(folder.path + "/state")
        let config = folder.path + "/config/mintop"
        try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
        let settings = """
            default_profile: large
            profiles:
              large: {base_url: "\(server.url)", api_key_command: [echo, a-key-of-nobody]}
            """
        try settings.write(toFile: config + "/config.yaml", atomically: true, encoding: .utf8)
        let count = 3000
        let now = Date()
        let rows = try (0..<count).map { number in
            let id = try #require(OperationID("op_\(number)"))
            var row = TrackedOperation(id: id, trackedAt: now)
            var operation = MintDomain.Operation(id: id, kind: .modelGeneration, status: .running)
            operation.prompt = "Robot number \(number)"
            operation.createdAt = now
            row.operation = operation
            return row
        }
        let store = try TrackingStore(path: folder.path + "/state/mintop/mintop.sqlite")
        try await store.storage(for: ProfileID("file|large|\(server.url)")).save(rows, fence: nil)
        try store.close()

        let start = ContinuousClock.now
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"),
            environment: [
                "HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state",
                "XDG_CONFIG_HOME": folder.path + "/config",
            ], columns: 120, rows: 40)
        try terminal.waitFor("Robot number")
        // The required limit is a tenth of a second. A start that waits for the server would take half a minute.
        #expect(ContinuousClock.now - start < .seconds(10))
        try terminal.waitFor("\(count)")
        try terminal.send("G")
        try terminal.waitFor("\(count) / \(count)")
        try whatIsTypedIsAnswered(terminal)
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [false, true])
    func foldersThatCannotBeWrittenAreSaidOnceAndLeftAlone(hasStore: Bool) throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60")
        let (config, state) = (server.folder.path + "/config", server.folder.path + "/state")
        try FileManager.default.createDirectory(atPath: config + "/mintop", withIntermediateDirectories: true)
        try "hold: 0\n".write(toFile: config + "/mintop/config.yaml", atomically: true, encoding: .utf8)
        if hasStore {
            #expect(try mintop("generate", "model", "A tin robot", environment: server.environment).status == 0)
        } else {
            try FileManager.default.removeItem(atPath: state + "/mintop")
        }
        let before = try contents(config) + contents(state)
        for folder in [config, state] { try setWritable(folder, false) }
        defer {
            // Best effort: the system removes temporary files later.
            for folder in [config, state] { try? setWritable(folder, true) }
        }

        let terminal = try unprivileged(
            server.environment.merging(["XDG_CONFIG_HOME": config]) { $1 })
        if hasStore {
            try terminal.waitFor("A tin robot")
        } else {
            try putWelcomeAway(terminal)
        }
        try terminal.waitFor("● live")
        try terminal.waitFor("✖ The store \(state)/mintop/mintop.sqlite cannot be")
        #expect(terminal.screen.text.components(separatedBy: "mintop.sqlite").count == 2)
        #expect(terminal.screen.text.contains("read-only"))
        try terminal.send("C")
        terminal.settle()
        #expect(!terminal.screen.text.contains("Prompt"))
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        // In full, if there is space.
        #expect(terminal.wrote("set XDG_STATE_HOME to another one"))
        #expect(try contents(config) + contents(state) == before)
    }

    @Test func withoutAnythingThatCanBeWrittenTheLocalMintRunsInMemory() throws {
        let folder = TemporaryFolder()
        try setWritable(folder.path, false)
        // Best effort, as above.
        defer { try? setWritable(folder.path, true) }
        let terminal = try unprivileged(["HOME": folder.path])
        try terminal.waitFor("LOCAL")
        try putWelcomeAway(terminal)
        try terminal.waitFor("● live")
        try terminal.waitFor("✖ The store \(folder.path)")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("its folder cannot be made"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    private func putWelcomeAway(_ terminal: PseudoTerminal) throws {
        try terminal.waitFor("any key begins")
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the welcome to close") { !$0.text.contains("any key begins") }
    }

    /// The dashboard without write permission if the mode of a folder forbids it. Root would ignore the mode, so it
    /// drops these capabilities.
    private func unprivileged(_ environment: [String: String]) throws -> PseudoTerminal {
        let program = try BuiltProduct.path("mintop")
        guard geteuid() == 0 else {
            return try PseudoTerminal(program, environment: environment, columns: 200, rows: 40)
        }
        return try PseudoTerminal(
            "/usr/bin/setpriv", ["--bounding-set=-dac_override,-dac_read_search,-fowner", program],
            environment: environment, columns: 200, rows: 40)
    }

    /// Makes everything below a folder writable for its owner, or for no user.
    private func setWritable(_ folder: String, _ isWritable: Bool) throws {
        let files = FileManager.default
        let below = try files.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }
        for path in isWritable ? [folder] + below : below + [folder] {
            let isFolder = try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeDirectory
            let mode = (isFolder ? 0o500 : 0o400) | (isWritable ? 0o200 : 0)
            try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
    }

    /// Each file below a folder, with its content.
    private func contents(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map { path in
            let data = FileManager.default.contents(atPath: folder + "/" + path)
            return "\(path) \(data.map { "\($0.count) \($0.hashValue)" } ?? "")"
        }
    }
}
