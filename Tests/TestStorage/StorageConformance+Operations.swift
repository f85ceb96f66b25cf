import MintDomain
import Tracking

extension StorageConformance {
    static let operations = [
        StorageConformance("anEmptyPlaceIsWholeAndEmpty") { place in
            let changes = try await place.join().storage(demo).changes(since: 0)
            try check(changes.upserted, is: [], "operations")
            try check(changes.isWhole, "the changes since 0 are everything")
        },
        StorageConformance("whatOneSavesAnotherReads") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let row = try tracked("op_1", [.queued, .running])
            try await mine.save([row], fence: nil)
            try check(try await theirs.changes(since: 0).upserted, is: [row], "operations")
        },
        StorageConformance("onlyWhatChangedComes") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await mine.save([tracked("op_1", [.queued]), tracked("op_2", [.queued])], fence: nil)
            let revision = try await theirs.changes(since: 0).revision
            let row = try tracked("op_2", [.queued, .running])
            try await mine.save([row], fence: nil)
            let changes = try await theirs.changes(since: revision)
            try check(changes.upserted, is: [row], "operations")
            try check(!changes.isWhole, "a short step is not everything")
            try check(changes.revision > revision, "revisions grow")
            let after = try await theirs.changes(since: changes.revision)
            try check(after.upserted, is: [], "operations after the last change")
            try check(after.revision, is: changes.revision, "the revision without a change")
        },
        StorageConformance("changesComeInTheOrderTheyWereMade") { place in
            let storage = try place.join().storage(demo)
            try await storage.track([id("op_3"), id("op_1"), id("op_2")], at: date(0))
            let revision = try await storage.changes(since: 0).revision
            for name in ["op_2", "op_1", "op_3", "op_1"] {
                try await storage.save([tracked(name, [.running])], fence: nil)
            }
            let changes = try await storage.changes(since: revision)
            try check(changes.upserted.map(\.id.rawValue), is: ["op_2", "op_3", "op_1"], "the order")
        },
        StorageConformance("whatIsForgottenIsToldAndGone") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await mine.save([tracked("op_1", [.queued]), tracked("op_2", [.queued])], fence: nil)
            let revision = try await theirs.changes(since: 0).revision
            try await mine.forget([id("op_1"), id("op_unknown")])
            let changes = try await theirs.changes(since: revision)
            try check(changes.removed, is: [try id("op_1")], "removed")
            try check(changes.upserted, is: [], "operations")
            try check(try await theirs.changes(since: 0).upserted.map(\.id), is: [try id("op_2")], "what is left")
        },
        StorageConformance("whatComesBackIsNotRemoved") { place in
            let storage = try place.join().storage(demo)
            try await storage.save([tracked("op_1", [.queued])], fence: nil)
            let revision = try await storage.changes(since: 0).revision
            try await storage.forget([id("op_1")])
            try await storage.track([id("op_1")], at: date(9))
            let changes = try await storage.changes(since: revision)
            try check(changes.removed, is: [], "removed")
            try check(
                changes.upserted, is: [TrackedOperation(id: try id("op_1"), trackedAt: date(9))], "what came back")
        },
        StorageConformance("trackingAgainChangesNothing") { place in
            let storage = try place.join().storage(demo)
            let row = try tracked("op_1", [.queued])
            try await storage.save([row], fence: nil)
            try await storage.track([id("op_1")], at: date(99))
            try check(try await storage.changes(since: 0).upserted, is: [row], "operations")
        },
        StorageConformance("profilesNeverMix") { place in
            let peer = try place.join()
            let (mine, theirs) = (peer.storage(demo), peer.storage(other))
            try await mine.save([tracked("op_1", [.queued])], fence: nil)
            _ = try await mine.insert(entry("k-1"))
            _ = try await mine.remember("seeded")
            let sighting = try await mine.lease()
            try check(try await mine.acquireLease(sighting) != nil, "a free lease is had")
            try check(try await theirs.changes(since: 0).upserted, is: [], "operations of the other profile")
            try check(try await theirs.unsettledMutations().count, is: 0, "mutations of the other profile")
            try check(try await theirs.remembers("seeded"), is: false, "flags of the other profile")
            try check(try await theirs.lease().isFree, "the lease of the other profile is free")
            try await theirs.forget([id("op_1")])
            try check(try await mine.changes(since: 0).upserted.count, is: 1, "operations after the other forgot")
        },
        StorageConformance("flagsAndPagesStay") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try check(try await mine.remember("seeded"), is: true, "the first time")
            try check(try await theirs.remember("seeded"), is: false, "the second time")
            try check(try await theirs.remembers("seeded"), is: true, "remembered")
            try check(try await theirs.firstPage(of: .world) == nil, "no page yet")
            let page = ResourcePage(items: [], nextCursor: "c2", unreadableCount: 3)
            try await mine.saveFirstPage(page, of: .world, at: date(5))
            try check(
                try await theirs.firstPage(of: .world), is: StoredPage(page: page, savedAt: date(5)), "the page")
            try check(try await theirs.firstPage(of: .model) == nil, "no page of the other kind")
        },
    ]
}
