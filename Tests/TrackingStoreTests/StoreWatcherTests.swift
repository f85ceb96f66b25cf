import Foundation
import GRDB
import MintDomain
import Testing
import Tracking

@testable import TrackingStore

@Suite(.timeLimit(.minutes(1)))
struct StoreWatcherTests {
    @Test func anotherProcessesWriteIsNoticed() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let (store, other) = (try TrackingStore(path: path), try TrackingStore(path: path))
        var notices = store.notices.stream().makeAsyncIterator()
        for name in ["a", "b", "c"] {
            _ = try await other.storage(for: demo).remember(name)
            while try await !store.storage(for: demo).remembers(name) { try #require(await notices.next() != nil) }
        }
    }

    @Test func aWriterThatDiedBeforeItAnnouncedIsNoticedToo() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try TrackingStore(path: path)
        var notices = store.notices.stream().makeAsyncIterator()
        _ = await notices.next()
        // Writes to the same file without a notice.
        let silent = try DatabaseQueue(path: path)
        try await silent.write { db in try db.execute(sql: "INSERT INTO flag VALUES ('p', 'silent')") }
        #expect(await notices.next() != nil)
        #expect(try await store.storage(for: ProfileID("p")).remembers("silent"))
        try silent.close()
    }

    @Test func closingEndsTheStreams() async throws {
        let folder = try TemporaryFolder()
        let store = try TrackingStore(path: folder.file("store.sqlite"))
        var notices = store.notices.stream().makeAsyncIterator()
        _ = await notices.next()
        try store.close()
        while await notices.next() != nil {}
        var late = store.notices.stream().makeAsyncIterator()
        #expect(await late.next() == nil)
    }

    @Test func theThreadAndItsDescriptorsEndWithTheStore() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        func watchers() throws -> Int {
            let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            return links.count { name in
                // A descriptor may be closed between listing and reading.
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"))
                    == "anon_inode:inotify"
            }
        }
        let before = try watchers()
        for _ in 0..<50 {
            let store = try TrackingStore(path: path)
            var notices = store.notices.stream().makeAsyncIterator()
            _ = await notices.next()
            try store.close()
        }
        // Other tests have a few watchers at a time; fifty leaked ones would be visible.
        while try watchers() > before + 20 { await Task.yield() }
    }
}
