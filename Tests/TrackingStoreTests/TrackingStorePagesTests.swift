import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStorePagesTests {
    private func resource(_ kind: ResourceKind, _ id: String) throws -> Resource {
        var resource = Resource(kind: kind, id: try #require(ResourceID(id)))
        resource.name = "Tide pools"
        resource.prompt = "Tide pools at dusk"
        resource.status = "succeeded"
        resource.stage = "final"
        resource.workflowStage = "done"
        resource.lastError = "none"
        resource.mintURL = "https://mint.test/1"
        resource.assets = [Asset(name: "spz 500k", url: "https://cdn.test/1.spz", byteCount: 5)]
        resource.caption = "A shore"
        resource.createdAt = date(1)
        resource.updatedAt = date(2.5)
        return resource
    }

    @Test func thePageComesBackPerKindAndProfile() async throws {
        let store = try TrackingStore.inMemory()
        let worlds = ResourcePage(
            items: [try resource(.world, "w_1"), Resource(kind: .world, id: try #require(ResourceID("w_2")))],
            nextCursor: "c2", unreadableCount: 1)
        let models = ResourcePage(items: [try resource(.model, "m_1")], nextCursor: nil)
        try await store.storage(for: demo).saveFirstPage(worlds, of: .world, at: date(5))
        try await store.storage(for: demo).saveFirstPage(models, of: .model, at: date(6))
        #expect(
            try await store.storage(for: demo).firstPage(of: .world) == StoredPage(page: worlds, savedAt: date(5)))
        #expect(
            try await store.storage(for: demo).firstPage(of: .model) == StoredPage(page: models, savedAt: date(6)))
        #expect(try await store.storage(for: other).firstPage(of: .world) == nil)
    }

    @Test func theNewestPageReplacesTheOneBefore() async throws {
        let store = try TrackingStore.inMemory()
        let old = ResourcePage(items: [try resource(.world, "w_1")], nextCursor: "c2")
        let new = ResourcePage(items: [], nextCursor: nil)
        try await store.storage(for: demo).saveFirstPage(old, of: .world, at: date(5))
        try await store.storage(for: demo).saveFirstPage(new, of: .world, at: date(7))
        #expect(try await store.storage(for: demo).firstPage(of: .world) == StoredPage(page: new, savedAt: date(7)))
    }

    @Test func anUnreadablePageIsNone() async throws {
        let store = try TrackingStore.inMemory()
        try await store.storage(for: demo).saveFirstPage(
            ResourcePage(items: [], nextCursor: nil), of: .world, at: date(5))
        try await store.write { db in try db.execute(sql: "UPDATE first_page SET items = '[{'") }
        #expect(try await store.storage(for: demo).firstPage(of: .world) == nil)
    }
}
