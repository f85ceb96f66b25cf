import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct StoreSchemaTests {
    /// A store of version one with a finished operation and rows of every kind.
    private func versionOne(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            try db.execute(sql: VersionOneFixture.sql)
            try db.execute(
                sql: """
                    INSERT INTO transition (profile, operation_id, from_status, to_status, at) VALUES
                        ('demo|https://api.example.test', 'op_1', 'running', 'preview_ready', 1700000042.5),
                        ('demo|https://api.example.test', 'op_1', 'preview_ready', 'failed', 1700000042.0),
                        ('other|https://api.example.test', 'op_1', NULL, 'queued', 1700000003.0);
                    """)
        }
        try queue.close()
    }

    @Test func versionOneBecomesTheNewestWithItsRows() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        let store = try TrackingStore(path: path)
        let whole = try await store.storage(for: demo).changes(since: 0)
        #expect(whole.upserted.map(\.id.rawValue) == ["op_1", "op_2"])
        #expect(whole.upserted.first?.transitions.count == 4)
        #expect(try await store.storage(for: demo).lease().isFree)
        // Its process has ended, so it can be sent again, once.
        let pending = try #require(try await store.storage(for: demo).unsettledMutations().first)
        #expect(pending.holder == .noProcess)
        #expect(pending.entry.state == .waiting("No answer."))
        #expect(pending.entry.resendCount == 2)
        #expect(
            try await store.storage(for: demo).transition(
                pending.entry.key, from: [.sending, .waiting], to: .sending, at: date(50))
                == .moved)
    }

    @Test func versionSixGetsItsDecisionsFromItsRequests() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try StoreSchema.migrator.migrate(queue, upTo: "v6")
        let rows: [(verb: String, path: String, body: String, operation: String?, mutation: Mutation)] = [
            ("approve", "/v1/operations/op_1:approve", "{}", "op_1", .approve(try operationID("op_1"))),
            (
                "revise", "/v1/operations/op_2:revise", #"{"feedback":"Bluer"}"#, "op_2",
                .revise(try operationID("op_2"), feedback: "Bluer")
            ),
            (
                "generate", "/v1/worlds:generate",
                #"{"generationMode":"review","generationPreset":"fast","imageUrl":"https://a.test/1.png","prompt":"A bay"}"#,
                nil,
                .generate(
                    GenerationRequest(
                        kind: .world, prompt: "A bay", mode: .review, preset: .fast,
                        imageURLs: ["https://a.test/1.png"]))
            ),
            (
                "convert", "/v1/models/model_1:convert", #"{"targetFormats":["obj","stl"]}"#, nil,
                .convert(try #require(ResourceID("model_1")), formats: [.obj, .stl])
            ),
            (
                "message", "/v2/agent/p/job/job_1/message", #"{"prompt":"Go"}"#, "job_1",
                .message(try operationID("job_1"), text: "Go")
            ),
        ]
        try await queue.write { [rows] db in
            for (number, row) in rows.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, resend_count,
                            created_at, updated_at, revision)
                        VALUES ('demo|https://api.example.test', ?, 'POST', ?, ?, ?, ?, 'unknown', 0, 1.0, 1.0, 1)
                        """, arguments: ["k-\(number)", row.path, row.body, row.operation, row.verb])
            }
        }
        try queue.close()
        let store = try TrackingStore(path: path)
        #expect(try await store.storage(for: demo).unsettledMutations().map(\.entry.mutation) == rows.map(\.mutation))
        try store.close()
        let columns = try await DatabaseQueue(path: path).read { db in
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM outbox WHERE decision IS NOT NULL")
        }
        #expect(columns == rows.count)
    }

    @Test func versionThreeKeepsItsMutationsRepeatableAndItsOperationsNoJobs() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try StoreSchema.migrator.migrate(queue, upTo: "v3")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO operation (profile, id, tracked_at, kind, status, revision)
                    VALUES ('demo|https://api.example.test', 'op_1', 1700000000.0, 'model_generation', 'running', 1);
                    INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, resend_count,
                        created_at, updated_at, revision)
                    VALUES ('demo|https://api.example.test', 'k-1', 'POST', '/v1/operations/op_1:cancel', '{}', 'op_1',
                        'cancel', 'sending', 0, 1700000003.0, 1700000004.0, 2);
                    INSERT INTO revision VALUES ('demo|https://api.example.test', 2, 0);
                    """)
        }
        try queue.close()
        let store = try TrackingStore(path: path)
        #expect(try await store.storage(for: demo).tracked().map(\.operation?.job) == [nil])
        #expect(try await store.storage(for: demo).unsettledMutations().map(\.entry.isRepeatable) == [true])
        #expect(
            try await store.storage(for: demo).conversation(with: operationID("op_1")).map(\.verb.name) == ["cancel"])
        #expect(try await store.storage(for: demo).sendTimes(since: date(0)).isEmpty)
    }

    @Test func theDurationsOfVersionOneAreLearnedFrom() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        let store = try TrackingStore(path: path)
        func sample(_ from: OperationStatus, _ to: OperationStatus, _ duration: Duration) -> StageSample {
            StageSample(
                kind: .modelGeneration, preset: nil, mode: nil, from: from, to: to, duration: duration)
        }
        #expect(
            try await store.storage(for: demo).stageDurations(limit: 10) == [
                sample(.running, .previewReady, .seconds(40.5)), sample(.previewReady, .failed, .zero),
                sample(.queued, .running, .seconds(1)),
            ])
        #expect(try await store.storage(for: other).stageDurations(limit: 10).isEmpty)
    }

    @Test func changesGoOnAfterTheMigration() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        let store = try TrackingStore(path: path)
        let before = try await store.storage(for: demo).changes(since: 0).revision
        try await store.storage(for: demo).forget([operationID("op_2")])
        let changes = try await store.storage(for: demo).changes(since: before)
        #expect(before > 0 && changes.revision > before)
        #expect(!changes.isWhole)
        #expect(changes.removed == [try operationID("op_2")])
    }

    /// A store as the previous program left it, with a row in each table that version eight touches.
    private func versionSeven(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try StoreSchema.migrator.migrate(queue, upTo: "v7")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO operation (profile, id, tracked_at, kind, status, revision)
                        VALUES ('demo|https://api.example.test', 'op_1', 1700000000, 'model_generation', 'running', 1);
                    INSERT INTO revision VALUES ('demo|https://api.example.test', 1, 0);
                    \(Self.previousDecision("k-1", "op_1"))
                    """)
        }
        try queue.close()
    }

    /// The statement with which the previous program stores a decision.
    private static func previousDecision(_ key: String, _ id: String) -> String {
        """
        INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error, result_id,
            resend_count, created_at, updated_at, held_until, owner, revision, repeatable, decision)
        VALUES ('demo|https://api.example.test', '\(key)', 'POST', '/v1/operations/\(id):cancel', '{}', '\(id)',
            'cancel', 'unknown', 'No answer.', NULL, 1, 1700000001, 1700000002, NULL, NULL, 2, 1,
            '{"operation":"\(id)","verb":"cancel"}');
        """
    }

    @Test func thePreviousProgramAndThisOneLoseNothingOnOneStore() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionSeven(path)
        let previous = try DatabasePool(path: path)
        _ = try await previous.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox") }
        let store = try TrackingStore(path: path)
        let storage = store.storage(for: demo)
        // The copy from before the migration is a whole store of the previous version.
        let copy = try DatabaseQueue(path: path + "-v7")
        let version = try await copy.read { db in try StoreSchema.migrator.appliedMigrations(db).last }
        #expect(version == "v7")
        #expect(try await copy.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox") } == 1)
        // The previous program, still running, writes its own way.
        try await previous.write { db in
            try db.execute(sql: Self.previousDecision("k-2", "op_2"))
            try db.execute(
                sql: """
                    INSERT INTO transition (profile, operation_id, from_status, to_status, at, follows_revision)
                    VALUES ('demo|https://api.example.test', 'op_1', NULL, 'running', 1700000000, 0)
                    """)
        }
        let decisions = try await storage.unsettledMutations().map(\.entry)
        #expect(decisions.map(\.key.rawValue) == ["k-1", "k-2"])
        #expect(decisions.map(\.state) == [.waiting("No answer."), .waiting("No answer.")])
        #expect(decisions.map(\.author) == [nil, nil])
        #expect(try await storage.tracked().first?.transitions.count == 1)
        // It reads what this program writes.
        var entry = OutboxEntry(
            key: try key("k-3"), mutation: .cancel(try operationID("op_3")), path: "/v1/operations/op_3:cancel",
            body: "{}", state: .held(until: date(9)), createdAt: date(0))
        entry.author = "ada"
        _ = try await storage.insert(entry)
        _ = try await storage.transition(entry.key, from: [.held], to: .canceled, at: date(1))
        let word = try await previous.read { db in
            try String.fetchOne(db, sql: "SELECT state FROM outbox WHERE key = 'k-3'")
        }
        #expect(word == "withdrawn")
    }
}
