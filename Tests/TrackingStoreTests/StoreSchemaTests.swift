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
        let whole = try await store.changes(since: 0, profile: demo)
        #expect(whole.upserted.map(\.id.rawValue) == ["op_1", "op_2"])
        #expect(whole.upserted.first?.transitions.count == 4)
        #expect(try await store.lease(demo).isFree)
        // Its process has ended, so it can be sent again, once.
        let pending = try #require(try await store.unsettledMutations(demo).first)
        #expect(pending.holder == .noProcess)
        #expect(pending.entry.state == .waiting("No answer."))
        #expect(pending.entry.resendCount == 2)
        #expect(
            try await store.transition(
                pending.entry.key, from: [.sending, .waiting], to: .sending, at: date(50), profile: demo)
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
        #expect(try await store.unsettledMutations(demo).map(\.entry.mutation) == rows.map(\.mutation))
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
        #expect(try await store.tracked(demo).map(\.operation?.job) == [nil])
        #expect(try await store.unsettledMutations(demo).map(\.entry.isRepeatable) == [true])
        #expect(try await store.conversation(with: operationID("op_1"), profile: demo).map(\.verb.name) == ["cancel"])
        #expect(try await store.sendTimes(since: date(0), profile: demo).isEmpty)
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
            try await store.stageDurations(demo, limit: 10) == [
                sample(.running, .previewReady, .seconds(40.5)), sample(.previewReady, .failed, .zero),
                sample(.queued, .running, .seconds(1)),
            ])
        #expect(try await store.stageDurations(other, limit: 10).isEmpty)
    }

    @Test func changesGoOnAfterTheMigration() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await versionOne(path)
        let store = try TrackingStore(path: path)
        let before = try await store.changes(since: 0, profile: demo).revision
        try await store.forget([operationID("op_2")], profile: demo)
        let changes = try await store.changes(since: before, profile: demo)
        #expect(before > 0 && changes.revision > before)
        #expect(!changes.isWhole)
        #expect(changes.removed == [try operationID("op_2")])
    }
}
