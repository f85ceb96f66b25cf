import Foundation
import TestTerminal
import Testing

/// Notifications outside the screen: the bell, the desktop, hooks, and the window title.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TellingTests {
    /// A server, and settings with these rules.
    private func server(_ rules: String, speed: String = "300") throws -> TestServer {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", speed, "--seed", "7")
        let folder = server.folder.path + "/.config/mintop"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try rules.write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
        return server
    }

    /// A hook that writes a line of facts in each run.
    private func hook(_ server: TestServer) throws -> (path: String, log: String) {
        let (path, log) = (server.folder.path + "/hook.sh", server.folder.path + "/hook.log")
        let script = """
            #!/bin/sh
            echo "$MINTOP_EVENT $MINTOP_ID $MINTOP_FROM $MINTOP_STATUS $MINTOP_TITLE ${MINT_API_KEY:-no key} $1" >> \(log)
            """
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return (path, log)
    }

    private func lines(_ path: String) -> [String] {
        // `try?`: without a file there is no line yet.
        (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    }

    @Test func aTransitionRingsOnceAndRunsItsHookOnceForTwoDashboards() throws {
        let server = try server("")
        let (path, log) = try hook(server)
        let rules = "notify:\n  - {on: [preview_ready, done], bell: true, hook: [\(path), \"$MINTOP_ID; x\"]}\n"
        try rules.write(toFile: server.folder.path + "/.config/mintop/config.yaml", atomically: true, encoding: .utf8)
        let terminals = try (0..<2).map { _ in
            let terminal = try server.dashboard("--hold", "0")
            try terminal.waitFor("No operation is tracked yet.")
            terminal.forgetBytes()
            return terminal
        }
        let started = try mintop(
            "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment)
        #expect(started.status == 3)
        for terminal in terminals {
            try terminal.waitFor("◆ review", seconds: 30)
            try terminal.waitForBytes("\u{7}", seconds: 30)
        }
        try terminals[0].waitUntil("the hook ran", seconds: 30) { _ in !lines(log).isEmpty }
        // Time for a second line, which must not appear.
        _ = terminals[1].bytesDuring(milliseconds: 1500)
        let runs = lines(log)
        #expect(runs.count == 1)
        let id = try #require(runs.first?.split(separator: " ").dropFirst().first)
        #expect(runs.first?.hasPrefix("preview_ready \(id) ") == true)
        #expect(runs.first?.hasSuffix(" preview_ready Preview ready no key $MINTOP_ID; x") == true)
        for terminal in terminals {
            _ = terminal.bytesDuring(milliseconds: 200)
            #expect(terminal.bytes.count { $0 == 0x07 } == 1)
            try terminal.send("Q")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func whatIsWatchedRingsWithoutAnySettingAndTheMarkOutlivesTheProgram() throws {
        let server = try server("", speed: "6")
        var terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A tin robot\u{4}", into: "C")
        try terminal.waitFor("Started op_")
        try terminal.waitFor("A tin robot")
        try terminal.send("w")
        try terminal.waitFor("Watching op_")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)

        terminal = try server.dashboard("--hold", "0", environment: ["TERM": "foot", "TERM_PROGRAM": "foot"])
        try terminal.waitFor("◉")
        try terminal.waitForBytes("\u{1B}]777;notify;", seconds: 60)
        #expect(terminal.wrote("\u{7}"))
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func whatHappenedBeforeTheStartAndWhatIsNotWatchedDoesNotRing() throws {
        let server = try server("notify:\n  - {on: [preview_ready, canceled], watched: true, bell: true}\n")
        #expect(
            try mintop(
                "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment
            ).status == 3)
        let terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("◆ review")
        try terminal.send("x")
        try terminal.waitFor("What was made so far is given up.")
        try terminal.send("y")
        try terminal.waitFor("⊘ canceled", seconds: 30)
        _ = terminal.bytesDuring(milliseconds: 500)
        #expect(!terminal.wrote("\u{7}"))
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aHookThatFailsIsOneSentenceAndOneThatHangsBlocksNothing() throws {
        let server = try server(
            "notify:\n  - {on: preview_ready, hook: [/bin/false]}\n  - {on: canceled, hook: [sleep, \"60\"]}\n")
        let terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("No operation is tracked yet.")
        #expect(
            try mintop(
                "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment
            ).status == 3)
        try terminal.waitFor("The hook /bin/false exited with status 1.", seconds: 30)
        try terminal.press("x", until: "What was made so far is given up.")
        try terminal.send("y")
        try terminal.waitFor("⊘ canceled", seconds: 30)
        try terminal.send("?")
        try terminal.waitFor("Keys")
        try terminal.send("\u{1B}")
        try terminal.waitFor("The hook sleep was stopped after 10 seconds.", seconds: 30)
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func creditsThatFallBelowANumberAreToldOnceByOneOfTwoDashboards() throws {
        let server = try server("")
        let (path, log) = try hook(server)
        let printed = try mintop("usage", "--json", environment: server.environment)
        struct Answer: Decodable { let availableCredits: Double }
        let credits = try JSONDecoder().decode(Answer.self, from: Data(printed.output.utf8)).availableCredits
        let rules = "notify:\n  - {on: budget, below: \(Int(credits)), hook: [\(path)]}\n"
        try rules.write(toFile: server.folder.path + "/.config/mintop/config.yaml", atomically: true, encoding: .utf8)
        let terminals = try (0..<2).map { _ in
            let terminal = try server.dashboard("--hold", "0")
            try terminal.waitFor("No operation is tracked yet.")
            try terminal.waitFor("credits")
            return terminal
        }
        try terminals[0].send("A tin robot\u{4}", into: "C")
        try terminals[0].waitFor("Started op_")
        try terminals[0].waitUntil("the hook ran", seconds: 30) { _ in !lines(log).isEmpty }
        // The other process learns it with its next request, and runs no hook.
        try terminals[1].send("R")
        _ = terminals[1].bytesDuring(milliseconds: 1500)
        #expect(lines(log) == ["budget    Credits run low no key "])
        for terminal in terminals {
            try terminal.send("Q")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func theTitleCountsAndIsNotSentAgain() throws {
        let server = try server("")
        #expect(
            try mintop(
                "generate", "model", "A brass key", "--mode", "review", "--wait", environment: server.environment
            ).status == 3)
        let terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("◆ review")
        try terminal.waitUntil("the title") { $0.title.hasPrefix("◆1 mintop LIVE") }
        #expect(terminal.wrote("\u{1B}[22;2t"))
        _ = terminal.bytesDuring(milliseconds: 1500)
        terminal.forgetBytes()
        // The waiting time of the row changes; the title does not.
        _ = terminal.bytesDuring(milliseconds: 2500)
        #expect(!terminal.wrote("\u{1B}]2;") && !terminal.wrote("[22;2t"))
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("\u{1B}[23;2t"))
    }

    @Test func theTitleCanBeLeftAlone() throws {
        let server = try server("title: false\n")
        let terminal = try server.dashboard("--hold", "0")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.screen.title.isEmpty)
        #expect(!terminal.wrote("\u{1B}[22;2t"))
    }

    @Test func aMistakeInARuleIsToldAndStopsNothing() throws {
        let server = try server("notify:\n  - {on: faild, bell: true}\n")
        let terminal = try server.dashboard("--hold", "0", columns: 160)
        try terminal.waitFor("config.yaml:2: on takes preview_ready")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}
