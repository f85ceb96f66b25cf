import Foundation
import GRDB
import Synchronization
import TestTerminal
import Testing

/// Kills mintop during decisions, against a server with faults, and counts the effects on the server.
///
/// `MINTOP_CRASH_ROUNDS` and `MINTOP_CRASH_SEED` select the rounds.
@Suite(.serialized, .timeLimit(.minutes(15))) struct OutboxCrashTests {
    @Test func eachStoredDecisionTakesEffectExactlyOnceWhateverIsKilledWhen() throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["MINTOP_CRASH_ROUNDS"].flatMap { Int($0) } ?? 60
        let seed = environment["MINTOP_CRASH_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)
        print("crash test: seed \(seed), \(rounds) rounds")
        var bench = try CrashBench(seed: seed)
        for round in 0..<rounds { try bench.play(round) }
        print("crash test: seed \(seed): \(bench.summary)")
        #expect(bench.keysOnDisk.count == bench.storedRounds)
        #expect(Set(bench.keysOnDisk).subtracting(bench.acceptedOnDisk).isEmpty)
    }
}

/// A decision of one round, as the command line, the request and the server's database name it.
private struct Decision {
    var arguments: [String]
    var path: String
    /// The server's record of it, as a database search.
    var effect: (operation: String?, word: String)
}

/// One server, one proxy and one client store for all rounds of a test.
private struct CrashBench {
    let server: TestServer
    let serverPort: Int
    let proxy: OutboxCrashProxy
    var random: SeededRandom
    var storedRounds = 0
    private(set) var kills = 0
    private(set) var killsBeforeStoring = 0
    private(set) var restarts = 0
    private(set) var requests = 0

    init(seed: UInt64) throws {
        let folder = TemporaryFolder()
        server = try TestServer(
            "--port", "0", "--data", folder.path + "/data", "--empty", "--speed", "100000", folder: folder)
        serverPort = try #require(Int(server.port))
        proxy = try OutboxCrashProxy(upstream: serverPort)
        random = SeededRandom(state: seed)
    }

    var environment: [String: String] {
        server.environment.merging(["MINT_API_BASE_URL": "http://127.0.0.1:\(proxy.port)"]) { $1 }
    }

    var summary: String {
        let faults = proxy.counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        return """
            \(storedRounds) decisions stored; \(kills) kills, \(killsBeforeStoring) of them before \
            anything was stored; \(restarts) restarts; \(requests) requests reached the server; \(faults)
            """
    }

    mutating func play(_ round: Int) throws {
        let decision = try decision(round)
        let before = Set(keysOnDisk)
        _ = proxy.takePassed()
        let status = try runAndKill(decision.arguments)
        try waitUntilQuiet()
        var passed = proxy.takePassed()
        let stored = Set(keysOnDisk).subtracting(before)
        #expect(stored.count <= 1, "round \(round)")
        if status == 0 { #expect(stored.count == 1, "round \(round): done, but not stored") }
        #expect(passed.isEmpty || stored.count == 1, "round \(round): sent before it was stored")
        try restartUntilNothingIsPending(round)
        passed += proxy.takePassed()
        requests += passed.count
        storedRounds += stored.count
        if stored.isEmpty { killsBeforeStoring += 1 }
        #expect(try effects(of: decision) == stored.count, "round \(round): \(decision.arguments)")
        #expect(Set(passed.map(\.key)) == stored, "round \(round): keys")
        #expect(Set(passed.map(\.body)).count == stored.count, "round \(round): bodies")
        #expect(Set(passed.map(\.path)) == (stored.isEmpty ? [] : [decision.path]), "round \(round): paths")
        #expect(Set(keysOnDisk).subtracting(before) == stored, "round \(round): rows")
    }

    private mutating func restartUntilNothingIsPending(_ round: Int) throws {
        for _ in 0..<40 where !unsettledOnDisk.isEmpty {
            restarts += 1
            let mayKill = Int.random(in: 0..<3, using: &random) == 0
            // After a restart, a decision about a preview waits for the user if it was certainly not sent.
            let arguments = ["operations", "resend", "--held", "send", "--timeout", "20"]
            _ = mayKill ? try runAndKill(arguments) : try run(arguments)
            try waitUntilQuiet()
        }
        #expect(unsettledOnDisk.isEmpty, "round \(round): still pending")
    }

    // MARK: Decisions

    private mutating func decision(_ round: Int) throws -> Decision {
        let prompt = "Crash number \(round)."
        if round % 4 == 0 {
            return Decision(
                arguments: ["generate", "model", prompt, "--mode", "review"], path: "/v1/models:generate",
                effect: (nil, prompt))
        }
        let verb = ["approve", "revise", "cancel"][round % 4 - 1]
        let id = try server.newPreview("\(round)")
        return Decision(
            arguments: ["operations", verb, id] + (verb == "revise" ? ["More of it."] : []),
            path: "/v1/operations/\(id):\(verb)", effect: (id, verb))
    }

    // MARK: Books

    private var clientStore: String { server.folder.path + "/state/mintop/mintop.sqlite" }

    var keysOnDisk: [String] { column("SELECT key FROM outbox") }
    /// The decisions with a known effect, and the revisions after which another preview was found: they may have caused
    /// it, and are not sent again.
    var acceptedOnDisk: [String] {
        column(
            "SELECT key FROM outbox WHERE state = 'accepted' OR (state = 'uncertain' AND verb = 'revise')")
    }
    var unsettledOnDisk: [String] {
        column("SELECT key FROM outbox WHERE state NOT IN ('accepted', 'refused', 'withdrawn', 'uncertain')")
    }

    /// The values in the client's store; none if the client was killed before creating it.
    private func column(_ sql: String) -> [String] {
        guard FileManager.default.fileExists(atPath: clientStore) else { return [] }
        do {
            return try DatabaseQueue(path: clientStore).read { db in
                try db.tableExists("outbox") ? try String.fetchAll(db, sql: sql) : []
            }
        } catch {
            Issue.record("the client's store cannot be read: \(error)")
            return []
        }
    }

    /// The number of times the decision took effect, from the server's database.
    private func effects(of decision: Decision) throws -> Int {
        guard let id = decision.effect.operation else {
            return try server.records().values.count { $0["prompt"] as? String == decision.effect.word }
        }
        return try server.effects(on: id).count { $0 == decision.effect.word }
    }

    // MARK: Processes

    /// Runs a command with some faults, and kills it at a passage of the proxy or at any time.
    private mutating func runAndKill(_ arguments: [String]) throws -> Int32 {
        let faults = (0..<Int.random(in: 0...2, using: &random)).map { _ in
            Fault.allCases.randomElement(using: &random) ?? .none
        }
        let process = try start(arguments)
        let victim = process.processIdentifier
        if Bool.random(using: &random) {
            let passage = Passage.allCases.randomElement(using: &random)
            let skipped = Mutex(Int.random(in: 0...1, using: &random))
            proxy.begin(faults: faults) { current in
                guard current == passage else { return }
                let isTime = skipped.withLock { count in
                    count -= 1
                    return count < 0
                }
                if isTime { kill(victim, SIGKILL) }
            }
        } else {
            proxy.begin(faults: faults)
            // Not a wait for a condition: the kill happens at a random time.
            usleep(UInt32.random(in: 0...250_000, using: &random))
            if process.isRunning { kill(victim, SIGKILL) }
        }
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        if isKilled { kills += 1 }
        proxy.begin(faults: [])
        return isKilled ? -1 : process.terminationStatus
    }

    private func run(_ arguments: [String]) throws -> Int32 {
        let process = try start(arguments)
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// A request of a killed client may still be in transit to the server.
    private func waitUntilQuiet() throws {
        for _ in 0..<2000 {
            if proxy.isQuiet { return }
            usleep(5_000)
        }
        throw RawSocketFailure()
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
