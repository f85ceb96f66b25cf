import Foundation
import StateFiles
import Testing

@testable import TrackingStore

struct StorePresenceTests {
    @Test func theLivingAreToldFromTheDead() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite-peers")
        let mine = try StorePresence(ByteLocks.open(path))
        let other = try StorePresence(ByteLocks.open(path))
        #expect(mine.token != other.token)
        #expect(mine.isAlive(mine.token) && mine.isAlive(other.token) && other.isAlive(mine.token))
        other.leave()
        #expect(!mine.isAlive(other.token))
        #expect(!mine.isAlive("no token") && !mine.isAlive("0") && !mine.isAlive("-1"))
        #expect(try mode(path) == 0o600)
    }

    @Test func inMemoryToo() throws {
        let mine = StorePresence()
        let other = StorePresence(in: try #require(mine.sharedTokens))
        #expect(mine.isAlive(other.token))
        other.leave()
        #expect(!mine.isAlive(other.token))
    }
}
