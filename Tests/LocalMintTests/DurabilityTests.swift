import Foundation
import GRDB
import Testing
import Wire

@testable import LocalMint

@Suite struct DurabilityTests {
    private static func folder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
    }

    /// A copy of the current files, as a kill would leave them.
    private static func crashImage(of folder: String) throws -> String {
        let copy = self.folder()
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        return copy
    }

    /// The responses of a server on these files for the paths at the time of the clock, without its port.
    private static func answers(
        _ folder: String, _ clock: WallClock, _ paths: [String], _ jobPaths: [String]
    ) async throws -> [String] {
        try await TestMint.run(clock: clock, { $0.storage = .directory(folder) }) {
            try await answers($0, paths, jobPaths)
        }
    }

    private static func answers(_ mint: TestMint, _ paths: [String], _ jobPaths: [String]) async throws -> [String] {
        var texts: [String] = []
        for path in paths { texts.append(try await text(mint, path, "Bearer \(mint.client.key)")) }
        for path in jobPaths { texts.append(try await text(mint, path, "Bearer \(mint.address.mintlifyApiKey)")) }
        return texts
    }

    private static func text(_ mint: TestMint, _ path: String, _ authorization: String) async throws -> String {
        let answer = try await mint.client.get(path, headers: ["Authorization": authorization])
        #expect(answer.status == 200)
        return String(decoding: answer.body, as: UTF8.self).replacing(mint.address.url, with: "ORIGIN")
    }

    @Test func whateverWasAnsweredSurvivesAKill() async throws {
        let folder = Self.folder()
        try await TestMint.run({ $0.storage = .directory(folder) }) { mint in
            var (paths, jobs): ([String], [String]) = (["/v1/usage", "/v1/worlds", "/v1/models"], [])
            /// Checks that a server on a copy made right after a response answers like the original.
            func checkCopy() async throws {
                let copy = try Self.crashImage(of: folder)
                let live = try await Self.answers(mint, paths, jobs)
                #expect(try await Self.answers(copy, mint.clock, paths, jobs) == live)
                try FileManager.default.removeItem(atPath: copy)
            }
            for number in 0..<4 {
                let started = try await mint.start(number.isMultiple(of: 2) ? "models" : "worlds", key: "k\(number)")
                let id = try #require(try started.json()["id"]?.string)
                paths.append("/v1/operations/\(id)")
                try await checkCopy()
                let job = try #require(try await mint.createJob("job \(number)").json()["id"]?.string)
                jobs.append("\(mint.agentPath)/\(job)")
                try await checkCopy()
                mint.clock.advance(by: 45)
                let revised = try await mint.client.post(
                    "/v1/operations/\(id):revise", .object(["feedback": .string("warmer")]), key: "r\(number)")
                #expect(revised.status == 202)
                try await checkCopy()
                #expect(try await mint.message("and more", to: job).status == 200)
                try await checkCopy()
            }
        }
    }

    @Test func openedAgainItSaysTheSameAtAnyTime() async throws {
        let folder = Self.folder()
        let clock = WallClock()
        let (paths, jobs) = try await TestMint.run(clock: clock, { $0.storage = .directory(folder) }) { mint in
            var paths = ["/v1/usage"]
            for number in 0..<3 {
                let mode = number == 0 ? "review" : "auto"
                let id = try await mint.start("worlds", key: "k\(number)", mode: mode).json()["id"]?.string
                paths.append("/v1/operations/\(try #require(id))")
            }
            let job = try #require(try await mint.createJob("x").json()["id"]?.string)
            return (paths, ["\(mint.agentPath)/\(job)"])
        }
        // One server runs through the whole time; others are started for a moment on earlier files.
        let copy = try Self.crashImage(of: folder)
        try await TestMint.run(clock: clock, { $0.storage = .directory(folder) }) { mint in
            for _ in 0..<8 {
                clock.advance(by: 17)
                let live = try await Self.answers(mint, paths, jobs)
                #expect(try await Self.answers(copy, clock, paths, jobs) == live)
            }
            #expect(try await mint.client.get(paths[2]).json()["status"] == .string("succeeded"))
        }
    }

    @Test func aKeyAnsweredBeforeAKillStartsNothingAfterIt() async throws {
        let folder = Self.folder()
        let clock = WallClock()
        let (copy, first) = try await TestMint.run(clock: clock, { $0.storage = .directory(folder) }) { mint in
            let first = try await mint.start("worlds").json()["id"]?.string
            return (try Self.crashImage(of: folder), first)
        }
        try await TestMint.run(clock: clock, { $0.storage = .directory(copy) }) { mint in
            let again = try await mint.start("worlds")
            #expect(again.status == 202)
            #expect(try again.json()["id"]?.string == first)
            #expect(try await mint.client.get("/v1/worlds").json()["data"]?.array?.count == 1)
        }
    }

    /// Otherwise a response could be sent before its transaction is on disk.
    @Test func everyTransactionWaitsForTheDisk() throws {
        let store = try ServerStore(.directory(Self.folder()))
        let (mode, level) = try store.database.read { db in
            (try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"))
        }
        #expect(mode == "wal" && level == 2)
    }

    @Test func aSeededServerGivesNoIDTwiceAfterARestart() async throws {
        let folder = Self.folder()
        let clock = WallClock()
        var ids: [String] = []
        for run in 0..<3 {
            ids += try await TestMint.run(clock: clock, { ($0.storage, $0.randomSeed) = (.directory(folder), 9) }) {
                mint in
                var ids: [String] = []
                for number in 0..<8 {
                    let started = try await mint.start("worlds", key: "\(run) \(number)").json()
                    ids += [started["id"]?.string, started["resource"]?["id"]?.string].compactMap { $0 }
                    ids += [try await mint.createJob("x").json()["id"]?.string].compactMap { $0 }
                }
                return ids
            }
        }
        #expect(ids.count == 72 && Set(ids).count == 72)
    }

    /// A database from before the agent gets the agent with its examples, and loses nothing.
    @Test func anOlderDatabaseGetsAnAgent() async throws {
        let folder = Self.folder()
        let clock = WallClock()
        let id = try await TestMint.run(clock: clock, { $0.storage = .directory(folder) }) { mint in
            try #require(try await mint.start("worlds").json()["id"]?.string)
        }
        var patient = GRDB.Configuration()
        patient.busyMode = .timeout(5)
        try await DatabaseQueue(path: folder + "/local-mint.sqlite", configuration: patient).write { db in
            try db.execute(
                sql: """
                    DROP TABLE agentAccount; DROP TABLE agentJob; DROP TABLE agentUse;
                    DELETE FROM grdb_migrations WHERE identifier = '1 agent jobs';
                    """)
        }
        try await TestMint.run(clock: clock, { ($0.storage, $0.seeded) = (.directory(folder), true) }) { mint in
            #expect(!mint.address.isFirstStart && mint.address.seededJobIDs.count == 6)
            #expect(try await mint.status(id) == "queued")
            let made = try await mint.createJob("x")
            #expect(made.status == 201)
        }
    }
}
