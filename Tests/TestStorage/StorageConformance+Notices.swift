import MintDomain
import Tracking

extension StorageConformance {
    static let notices = [
        StorageConformance("aReaderEndsWithWhatIsStored") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let last = try tracked("op_9", [.queued, .succeeded])
            async let seen = follow(theirs, until: last)
            for number in 1...8 {
                try await mine.save([tracked("op_\(number)", [.running])], fence: nil)
                if number > 4 { try await mine.forget([id("op_\(number - 4)")]) }
            }
            try await mine.save([last], fence: nil)
            let stored = try await mine.changes(since: 0).upserted
            try check(try await seen, is: Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0) }), "what it has")
        },
        StorageConformance("everyKindOfWriteIsNoticed") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            var notices = theirs.notices().makeAsyncIterator()
            _ = await notices.next()
            _ = try await mine.insert(entry("k-1", state: .held(until: date(5))))
            try check(await notices.next() != nil, "an insert is noticed")
            while try await theirs.unsettledMutations().isEmpty {
                try check(await notices.next() != nil, "notices go on")
            }
            let sighting = try await mine.lease()
            let fence = try await mine.acquireLease(sighting)
            while try await theirs.lease() == sighting {
                try check(await notices.next() != nil, "notices go on until the lease is seen")
            }
            if let fence { try await mine.releaseLease(fence) }
            while try await !theirs.lease().isFree {
                try check(await notices.next() != nil, "notices go on until the release is seen")
            }
        },
    ]

    /// Reads the changes at each notice until a row is as expected; returns all known rows.
    private static func follow(
        _ storage: any TrackingStorage, until last: TrackedOperation
    ) async throws -> [OperationID: TrackedOperation] {
        var rows: [OperationID: TrackedOperation] = [:]
        var revision = 0
        for await _ in storage.notices() {
            let changes = try await storage.changes(since: revision)
            revision = changes.revision
            if changes.isWhole { rows = [:] }
            for id in changes.removed { rows[id] = nil }
            for row in changes.upserted { rows[row.id] = row }
            if rows[last.id] == last { return rows }
        }
        throw ContractBroken(description: "the notices ended")
    }
}
