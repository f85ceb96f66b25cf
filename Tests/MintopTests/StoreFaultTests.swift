import Foundation
import TestTerminal
import Testing

/// The whole program on a failing disk or mount (see `CFaults.h`).
@Suite(.serialized, .timeLimit(.minutes(5))) struct StoreFaultTests {
    /// A folder whose files switch faults on, and the environment of a program with these faults.
    private struct Faults {
        let folder = TemporaryFolder()
        let variables: [String: String]

        init(_ faults: String...) throws {
            let library = try BuiltProduct.path("libmintop-faults.so")
            variables = [
                "LD_PRELOAD": library, "MINTOP_FAULTS": folder.path, "HOME": folder.path,
                "XDG_STATE_HOME": folder.path + "/state",
            ]
            for fault in faults { try set(fault, true) }
        }

        func set(_ fault: String, _ isOn: Bool) throws {
            let path = folder.path + "/" + fault
            if isOn {
                try Data().write(to: URL(fileURLWithPath: path))
            } else {
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }

    @Test(arguments: ["no-locks", "slow-locks"])
    func aFileSystemWithoutLocksIsSaidWithinSeconds(fault: String) throws {
        let faults = try Faults(fault)
        let start = ContinuousClock.now
        let result = try mintop("operations", "list", "--local", environment: faults.variables)
        // The required limit is a second; SQLite alone waits for 5 s, and slow locks take a minute.
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(result.status == 69)
        #expect(result.errors.contains("cannot be locked"), "\(result.errors)")
        #expect(result.errors.contains("set XDG_STATE_HOME to a folder on a local disk"))
    }

    @Test(arguments: ["no-locks", "slow-locks", "no-shared-memory"])
    func theDashboardComesUpWithoutAStore(fault: String) throws {
        let faults = try Faults(fault)
        try TestServer.welcome(faults.folder.path + "/state")
        let start = ContinuousClock.now
        let terminal = try PseudoTerminal(
            BuiltProduct.path("mintop"), ["--local"], environment: faults.variables, columns: 200, rows: 40)
        try terminal.waitFor("1 Operations")
        #expect(ContinuousClock.now - start < .seconds(6))
        try terminal.waitFor("✖ The")
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.wrote("set XDG_STATE_HOME to a folder on a local disk"))
    }

    @Test(arguments: ["no-locks", "no-shared-memory"])
    func theDoctorNamesTheFaultBeforeThereIsAStore(fault: String) throws {
        let faults = try Faults(fault)
        let result = try mintop("doctor", "--offline", environment: faults.variables)
        #expect(result.status == 1)
        #expect(result.output.contains("export XDG_STATE_HOME="), "\(result.output)")
        let left = try FileManager.default.contentsOfDirectory(atPath: faults.folder.path)
        #expect(left == [fault])
    }

    @Test func withoutLocksOfOpenFilesEverythingWorksAndItIsSaidOnce() throws {
        let faults = try Faults("no-open-file-locks")
        let results = try (0..<2).map { _ in
            try mintop("usage", "--local", environment: faults.variables)
        }
        #expect(results.allSatisfy { $0.status == 0 && !$0.output.isEmpty }, "\(results.map(\.errors))")
        #expect(results.map { $0.errors.contains("locks of processes") } == [true, false])
        let doctor = try mintop("doctor", "--offline", environment: faults.variables)
        #expect(doctor.output.contains("locks of processes"))
    }

    @Test func aRefusedModeChangeOfAPrivateStoreIsNoProblem() throws {
        let faults = try Faults("no-modes")
        for _ in 0..<2 {
            let result = try mintop("usage", "--local", environment: faults.variables)
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        }
        let store = faults.folder.path + "/state/mintop/mintop.sqlite"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: store)
        let result = try mintop("usage", "--local", environment: faults.variables)
        #expect(result.status == 0 && result.errors.contains("Other users can read the store"), "\(result.errors)")
    }

    @Test func aFullDiskAtTheStartIsSaid() throws {
        let faults = try Faults("disk-full")
        let result = try mintop("operations", "list", "--local", environment: faults.variables)
        #expect(result.status == 69)
        #expect(result.errors.contains("is full"), "\(result.errors)")
    }

    @Test func aPassingReadErrorIsNoDamageAndItsSentenceGoesAway() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "0.05")
        let faults = try Faults()
        let terminal = try server.dashboard(
            "--hold", "0", environment: faults.variables.merging(server.environment) { $1 }, columns: 240)
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A tin robot\u{4}", into: "C")
        try terminal.waitFor("Started op_")
        try faults.set("read-error", true)
        // Writes of other processes are not in the cache of this one.
        #expect(try mintop("operations", "track", "op_unknown", environment: server.environment).status == 65)
        try terminal.waitFor("cannot be read or written now", seconds: 30)
        #expect(!terminal.wrote("damaged"))
        try faults.set("read-error", false)
        try terminal.waitUntil("the sentence to go away", seconds: 15) {
            !$0.text.contains("cannot be read or written now")
        }
        try terminal.send("q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func aDecisionIsRefusedWhenTheStoreWasDeleted() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "0.05")
        let terminal = try server.dashboard("--hold", "0", columns: 200)
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A tin robot\u{4}", into: "C")
        try terminal.waitFor("Started op_")
        let folder = server.folder.path + "/state/mintop"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("mintop.sqlite") {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
        try terminal.send("x")
        try terminal.waitFor("What was made so far is given up.")
        try terminal.send("y")
        try terminal.waitFor("was deleted or replaced while")
        terminal.settle()
        #expect(!terminal.screen.text.contains("canceled"))
        try terminal.send("Q")
        _ = try terminal.waitForExit()
        #expect(terminal.wrote("so nothing is stored or sent"))
    }

    @Test func sixProcessesStartAtOnceOnAFreshHome() throws {
        let folder = TemporaryFolder()
        let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"]
        let commands = try (0..<6).map { _ in
            try RunningCommand("worlds", "list", "--local", environment: environment)
        }
        let results = commands.map { $0.result() }
        #expect(results.map(\.status) == [0, 0, 0, 0, 0, 0])
        // Each process sees all the examples, including those of other processes.
        #expect(Set(results.map { $0.output.split(separator: "\n").count }).count == 1)
        let port = try FileManager.default.attributesOfItem(atPath: folder.path + "/state/mintop/local/port")
        #expect(port[.posixPermissions] as? Int == 0o600)
    }

    @Test func trackingManyStaysWithinTheBudget() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let proxy = try OutboxCrashProxy(upstream: try #require(Int(server.port)))
        defer { proxy.stop() }
        let environment = server.environment.merging(["MINT_API_BASE_URL": "http://127.0.0.1:\(proxy.port)"]) { $1 }
        let ids = (0..<14).map { "op_tracked\($0)" }
        let result = try mintop(["operations", "track"] + ids, environment: environment)
        #expect(result.errors.contains("60 requests a minute"), "\(result.errors)")
        let reads = proxy.seen.filter { $0.path.hasPrefix("/v1/operations/") }.map(\.at)
        #expect(reads.count == 14)
        let (first, last) = (try #require(reads.first), try #require(reads.last))
        // Ten at a time; each further one takes a second of the budget.
        #expect(first.duration(to: last) > .seconds(3))
    }
}
