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
        // Whoever stored it is long gone: it can be sent again, once.
        let pending = try #require(try await store.unsettledMutations(demo).first)
        #expect(pending.holder == .nobody)
        #expect(pending.entry.state == .unknown("No answer."))
        #expect(pending.entry.resendCount == 2)
        #expect(
            try await store.transition(
                pending.entry.key, from: [.sending, .unknown], to: .sending, at: date(50), profile: demo))
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
