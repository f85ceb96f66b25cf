import MintDomain
import Synchronization
import TestStorage
import Testing
import Tracking

@testable import TrackingStore

struct ProfileStorageTests {
    @Test(.timeLimit(.minutes(1)), arguments: StorageConformance.all)
    func keepsTheContractOnDisk(promise: StorageConformance) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try await promise.run(
            at: StoragePlace {
                let store = try TrackingStore(path: path)
                return StoragePlace.Peer(storage: { store.storage(for: $0) }, die: { store.presence.leave() })
            })
    }

    @Test(.timeLimit(.minutes(1)), arguments: StorageConformance.all)
    func keepsTheContractInMemory(promise: StorageConformance) async throws {
        let first = try TrackingStore.inMemory()
        try await promise.run(
            at: StoragePlace {
                let store = try #require(first.sibling())
                return StoragePlace.Peer(storage: { store.storage(for: $0) }, die: { store.presence.leave() })
            })
    }
}
