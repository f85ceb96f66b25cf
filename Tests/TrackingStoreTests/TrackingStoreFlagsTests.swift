import MintDomain
import Testing
import Tracking

@testable import TrackingStore

struct TrackingStoreFlagsTests {
    @Test func somethingIsRememberedOncePerProfile() async throws {
        let store = try TrackingStore.inMemory()
        #expect(try await store.storage(for: demo).remembers("seeded") == false)
        #expect(try await store.storage(for: demo).remember("seeded"))
        #expect(try await store.storage(for: demo).remember("seeded") == false)
        #expect(try await store.storage(for: demo).remembers("seeded"))
        #expect(try await store.storage(for: other).remembers("seeded") == false)
        #expect(try await store.storage(for: demo).remembers("other") == false)
    }
}
