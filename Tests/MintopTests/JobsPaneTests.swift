import CommandOutput
import Foundation
import TestTerminal
import Testing

/// A documentation job from its start to its pull request and a follow-up, with keys alone, on a real pseudo-terminal.
@Suite(.serialized, .timeLimit(.minutes(5))) struct JobsPaneTests {
    @Test func aPersonStartsAJobOpensItsPullRequestAndFollowsItUp() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "10", "--seed", "7")
        let browser = try RecordingBrowser(in: server.folder)
        let environment = server.agentEnvironment.merging(["BROWSER": browser.path]) { $1 }
        let terminal = try server.dashboard("--hold", "0", environment: environment)
        try terminal.waitFor("4 Jobs")
        try terminal.send("4")
        terminal.settle()
        try terminal.send("C")
        try terminal.waitFor("What should the agent do?")
        try terminal.send("Document the retry delays\rand the jitter\u{4}")
        try terminal.waitFor("Started job_")
        try terminal.waitFor("◐ active")
        try terminal.waitFor("Document the retry delays")
        try terminal.waitFor("✔ completed", seconds: 90)

        try terminal.send("o")
        try terminal.waitFor("Opened http://127.0.0.1:")
        let link = try browser.waitForURL(on: terminal)
        #expect(link.hasPrefix(server.url + "/"))
        #expect(link.contains("/pull/"))

        try terminal.send("m")
        try terminal.waitFor("What should the agent do next?")
        try terminal.send("Add a table\u{4}")
        try terminal.waitFor("◐ active", seconds: 30)
        try terminal.waitFor("✔ completed", seconds: 90)
        try terminal.send("\r")
        try terminal.waitFor("] next tab")
        try terminal.send("]")
        try terminal.waitFor("Add a table")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)

        let jobs = try mintop(
            "jobs", "list", "--json", environment: server.environment.merging(server.agentEnvironment) { $1 })
        #expect(jobs.output.contains("Document the retry delays\\nand the jitter"))
    }

    @Test func theLocalProfileHasJobsToLookAt() throws {
        let folder = TemporaryFolder()
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--local"],
            environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"], columns: 120, rows: 40)
        try terminal.waitFor("4 Jobs")
        try terminal.waitFor("local-mint/docs")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [
        ("mint_dsc_0123456789", "assistant key"), ("mint_us_0123456789", "index key"),
        ("sk-live-1", "no Mintlify key"),
    ])
    func aKeyOfAnotherKindIsRefusedByNameAndNeverShown(key: String, kind: String) throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let environment = server.environment.merging(server.agentEnvironment) { $1 }
            .merging(["MINTLIFY_API_KEY": key]) { $1 }
        let list = try mintop("jobs", "list", environment: environment)
        #expect(list.status == 64)
        #expect(list.errors.contains(kind), "\(list.errors)")
        #expect(!list.errors.contains(key))
        // Mint is not affected.
        #expect(try mintop("operations", "list", environment: environment).status == 0)
    }
}
