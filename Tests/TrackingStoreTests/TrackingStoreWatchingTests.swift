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
        try await store.storage(for: demo).track([one, two], at: date(0))
        try await store.storage(for: demo).setWatched([one, try operationID("op_unknown")], true)
        try await store.storage(for: demo).setWatched([one], true)
        #expect(try await store.storage(for: demo).watched() == [one])
        #expect(try await store.storage(for: other).watched().isEmpty)
        try await store.storage(for: demo).setWatched([two], true)
        try await store.storage(for: demo).setWatched([one], false)
        #expect(try await store.storage(for: demo).watched() == [two])
    }

    @Test func whatIsForgottenIsWatchedNoMore() async throws {
        let store = try TrackingStore.inMemory()
        let one = try operationID("op_1")
        try await store.storage(for: demo).track([one], at: date(0))
        try await store.storage(for: demo).setWatched([one], true)
        try await store.storage(for: demo).forget([one])
        try await store.storage(for: demo).track([one], at: date(1))
        #expect(try await store.storage(for: demo).watched().isEmpty)
    }

    @Test func aNewAnswerOfTheServerKeepsTheWatch() async throws {
        let store = try TrackingStore.inMemory()
        let one = try operationID("op_1")
        try await store.storage(for: demo).track([one], at: date(0))
        try await store.storage(for: demo).setWatched([one], true)
        try await store.storage(for: demo).save([fullTracked(one)])
        #expect(try await store.storage(for: demo).watched() == [one])
    }

    @Test func theWatchOutlivesTheProcess() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let one = try operationID("op_1")
        let first = try TrackingStore(path: path)
        try await first.storage(for: demo).track([one], at: date(0))
        try await first.storage(for: demo).setWatched([one], true)
        try first.close()
        #expect(try await TrackingStore(path: path).storage(for: demo).watched() == [one])
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
        #expect(try await store.storage(for: demo).tracked().map(\.id) == [one])
        #expect(try await store.storage(for: demo).watched().isEmpty)
        #expect(try await store.storage(for: demo).takeOnTelling(upTo: 0) == 0)
        try await store.storage(for: demo).setWatched([one], true)
        #expect(try await store.storage(for: demo).watched() == [one])
    }

    @Test func eachTransitionIsTakenOnByOneOnly() async throws {
        let store = try TrackingStore.inMemory()
        let sibling = try #require(store.sibling())
        #expect(try await store.storage(for: demo).takeOnTelling(upTo: 5) == 0)
        // The other process saw the same, and then one more.
        #expect(try await sibling.storage(for: demo).takeOnTelling(upTo: 5) == 5)
        #expect(try await sibling.storage(for: demo).takeOnTelling(upTo: 6) == 5)
        // The slower process does not undo the claim.
        #expect(try await store.storage(for: demo).takeOnTelling(upTo: 5) == 6)
        #expect(try await store.storage(for: demo).takeOnTelling(upTo: 7) == 6)
        #expect(try await store.storage(for: other).takeOnTelling(upTo: 3) == 0)
    }

    @Test func whatIsRememberedCanBeTakenBack() async throws {
        let store = try TrackingStore.inMemory()
        #expect(try await store.storage(for: demo).remember("below"))
        try await store.storage(for: demo).unremember("below")
        try await store.storage(for: demo).unremember("never")
        #expect(try await store.storage(for: demo).remember("below"))
    }
}
