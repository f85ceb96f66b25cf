import MintDomain
import Tracking

extension StorageConformance {
    static let lease = [
        StorageConformance("aFreeLeaseIsHadByOneOfMany") { place in
            let all = try (0..<4).map { _ in try place.join().storage(demo) }
            let sighting = try await all[0].lease()
            try check(sighting.isFree, "a new lease is free")
            let fences = try await withThrowingTaskGroup(of: LeaseFence?.self) { group in
                for storage in all { group.addTask { try await storage.acquireLease(sighting) } }
                return try await group.reduce(into: [LeaseFence]()) { fences, fence in
                    if let fence { fences.append(fence) }
                }
            }
            try check(fences.count, is: 1, "holders")
            let after = try await all[1].lease()
            try check(!after.isFree && after.fence == fences[0], "the holder is seen")
        },
        StorageConformance("aRenewalIsSeenAndSpoilsATakeOver") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            guard let fence = try await mine.acquireLease(mine.lease()) else {
                throw ContractBroken(description: "a free lease was not had")
            }
            let before = try await theirs.lease()
            try check(try await theirs.lease(), is: before, "a lease that was not renewed")
            try check(try await mine.renewLease(fence), is: true, "renewed")
            try check(try await theirs.lease() != before, "a renewal is seen")
            try check(try await theirs.acquireLease(before) == nil, "a take-over by an old sighting fails")
            try check(try await mine.renewLease(fence), is: true, "renewed after it")
        },
        StorageConformance("aTakeOverEndsTheTimeOfTheOneBefore") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            guard let old = try await mine.acquireLease(mine.lease()),
                let new = try await theirs.acquireLease(theirs.lease())
            else { throw ContractBroken(description: "a lease was not had") }
            try check(new > old, "fences grow")
            try check(try await mine.renewLease(old), is: false, "renewed")
            let row = try tracked("op_1", [.queued])
            try await check(throws: .leaseLost, "a save under the old fence") {
                () async throws(TrackingStorageError) in try await mine.save([row], fence: old)
            }
            try check(try await mine.changes(since: 0).upserted, is: [], "what the old one saved")
            try await mine.releaseLease(old)
            try check(try await theirs.renewLease(new), is: true, "the new one after the old one's release")
            try await theirs.save([row], fence: new)
            try check(try await mine.changes(since: 0).upserted, is: [row], "what the new one saved")
        },
        StorageConformance("whatIsGivenBackIsFreeAndFencesStillGrow") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            guard let old = try await mine.acquireLease(mine.lease()) else {
                throw ContractBroken(description: "a free lease was not had")
            }
            try await mine.releaseLease(old)
            try check(try await theirs.lease().isFree, "it is free")
            try check(try await mine.renewLease(old), is: false, "renewed after giving back")
            let row = try tracked("op_1", [.queued])
            try await check(throws: .leaseLost, "a save after giving back") {
                () async throws(TrackingStorageError) in try await mine.save([row], fence: old)
            }
            let new = try await theirs.acquireLease(theirs.lease())
            try check(new.map { $0 > old } ?? false, "fences grow")
        },
    ]
}
