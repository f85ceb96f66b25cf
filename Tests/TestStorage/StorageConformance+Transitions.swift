import MintDomain
import Tracking

extension StorageConformance {
    static let transitions = [
        StorageConformance("transitionsJoinTheStoredOnesInOrder") { place in
            let storage = try place.join().storage(demo)
            try await storage.save([tracked("op_1", [.queued])], fence: nil)
            let row = try tracked("op_1", [.queued, .running, .previewReady, .running, .succeeded])
            try await storage.save([row], fence: nil)
            try await storage.save([row], fence: nil)
            try check(try await storage.changes(since: 0).upserted, is: [row], "operations")
        },
        StorageConformance("whatTheServerSaidEarlierDoesNotReplaceWhatItSaidLater") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let late = try tracked("op_1", [.queued, .running, .canceled])
            try await mine.save([late], fence: nil)
            try await theirs.save([tracked("op_1", [.queued, .running])], fence: nil)
            try await theirs.save([TrackedOperation(id: id("op_1"), trackedAt: date(50))], fence: nil)
            try check(try await mine.changes(since: 0).upserted, is: [late], "operations")
        },
        StorageConformance("transitionsThatAnotherSawInBetweenAreKept") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await mine.save([tracked("op_1", [.queued, .running])], fence: nil)
            // This one saw only the end, in the response to a cancel.
            var row = try tracked("op_1", [.queued])
            row.operation?.status = .canceled
            row.operation?.updatedAt = date(9)
            row.transitions.append(Transition(from: .queued, to: .canceled, at: date(9)))
            try await theirs.save([row], fence: nil)
            let stored = try await mine.changes(since: 0).upserted.first?.transitions ?? []
            try check(
                stored,
                is: [
                    Transition(from: nil, to: .queued, at: date(0)),
                    Transition(from: .queued, to: .running, at: date(1)),
                    Transition(from: .running, to: .canceled, at: date(9)),
                ], "transitions")
        },
        StorageConformance("durationsAreMeasuredAndOutliveTheirOperation") { place in
            let storage = try place.join().storage(demo)
            try await storage.save([tracked("op_1", [.queued, .running])], fence: nil)
            try await storage.save([tracked("op_1", [.queued, .running, .failed])], fence: nil)
            try await storage.forget([id("op_1")])
            func sample(_ from: OperationStatus, _ to: OperationStatus) -> StageSample {
                StageSample(
                    kind: .modelGeneration, preset: "standard", mode: .review, from: from, to: to,
                    duration: .seconds(1))
            }
            try check(
                try await storage.stageDurations(limit: 9), is: [sample(.running, .failed), sample(.queued, .running)],
                "durations, the last first")
            try check(try await storage.stageDurations(limit: 1), is: [sample(.running, .failed)], "the newest one")
        },
    ]
}
