import MintDomain
import Testing

@testable import TrackingStore

struct TrackingStoreFlagsTests {
    @Test func somethingIsRememberedOncePerProfile() async throws {
        let store = try TrackingStore.inMemory()
        #expect(try await store.remembers("seeded", profile: demo) == false)
        #expect(try await store.remember("seeded", profile: demo))
        #expect(try await store.remember("seeded", profile: demo) == false)
        #expect(try await store.remembers("seeded", profile: demo))
        #expect(try await store.remembers("seeded", profile: other) == false)
        #expect(try await store.remembers("other", profile: demo) == false)
    }
}
