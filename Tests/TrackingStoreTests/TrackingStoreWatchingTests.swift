import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreWatchingTests {
    @Test func whatIsTrackedCanBeWatchedAndNoMore() async throws {
        let store = try TrackingStore.inMemory()
        let (one, two) = (try operationID("op_1"), try operationID("op_2"))
        try await store.track([one, two], at: date(0), profile: demo)
        try await store.setWatched([one, try operationID("op_unknown")], true, profile: demo)
        try await store.setWatched([one], true, profile: demo)
        #expect(try await store.watched(demo) == [one])
        #expect(try await store.watched(other).isEmpty)
        try await store.setWatched([two], true, profile: demo)
        try await store.setWatched([one], false, profile: demo)
        #expect(try await store.watched(demo) == [two])
    }

    @Test func whatIsForgottenIsWatchedNoMore() async throws {
        let store = try TrackingStore.inMemory()
        let one = try operationID("op_1")
        try await store.track([one], at: date(0), profile: demo)
        try await store.setWatched([one], true, profile: demo)
        try await store.forget([one], profile: demo)
        try await store.track([one], at: date(1), profile: demo)
        #expect(try await store.watched(demo).isEmpty)
    }

    @Test func aNewAnswerOfTheServerKeepsTheWatch() async throws {
        let store = try TrackingStore.inMemory()
        let one = try operationID("op_1")
        try await store.track([one], at: date(0), profile: demo)
        try await store.setWatched([one], true, profile: demo)
        try await store.save([fullTracked(one)], profile: demo)
        #expect(try await store.watched(demo) == [one])
    }

    @Test func theWatchOutlivesTheProcess() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let one = try operationID("op_1")
        let first = try TrackingStore(path: path)
        try await first.track([one], at: date(0), profile: demo)
        try await first.setWatched([one], true, profile: demo)
        try first.close()
        #expect(try await TrackingStore(path: path).watched(demo) == [one])
    }

    @Test func aStoreOfVersionFourGetsTheWatchAndKeepsItsRows() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let queue = try DatabaseQueue(path: path)
        try StoreSchema.migrator.migrate(queue, upTo: "v4")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO operation (profile, id, tracked_at, kind, status, revision)
                    VALUES ('demo|https://api.example.test', 'op_1', 1700000000.0, 'model_generation', 'running', 1);
                    INSERT INTO revision VALUES ('demo|https://api.example.test', 1, 0);
                    """)
        }
        try queue.close()
        let store = try TrackingStore(path: path)
        let one = try operationID("op_1")
        #expect(try await store.tracked(demo).map(\.id) == [one])
        #expect(try await store.watched(demo).isEmpty)
        #expect(try await store.takeOnTelling(upTo: 0, profile: demo) == 0)
        try await store.setWatched([one], true, profile: demo)
        #expect(try await store.watched(demo) == [one])
    }

    @Test func eachTransitionIsTakenOnByOneOnly() async throws {
        let store = try TrackingStore.inMemory()
        let sibling = try #require(store.sibling())
        #expect(try await store.takeOnTelling(upTo: 5, profile: demo) == 0)
        // The other process saw the same, and then one more.
        #expect(try await sibling.takeOnTelling(upTo: 5, profile: demo) == 5)
        #expect(try await sibling.takeOnTelling(upTo: 6, profile: demo) == 5)
        // The slower process does not undo the claim.
        #expect(try await store.takeOnTelling(upTo: 5, profile: demo) == 6)
        #expect(try await store.takeOnTelling(upTo: 7, profile: demo) == 6)
        #expect(try await store.takeOnTelling(upTo: 3, profile: other) == 0)
    }

    @Test func whatIsRememberedCanBeTakenBack() async throws {
        let store = try TrackingStore.inMemory()
        #expect(try await store.remember("below", profile: demo))
        try await store.unremember("below", profile: demo)
        try await store.unremember("never", profile: demo)
        #expect(try await store.remember("below", profile: demo))
    }
}
