import MintDomain
import Tracking

extension StorageConformance {
    static let jobs = [
        StorageConformance("aJobComesBackWithItsFacts") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            for (index, word) in ["active", "completed", "failed", "archived", "succeeded", "pondering"].enumerated() {
                var row = try tracked("job_\(index)", [.running])
                row.operation?.kind = .agentJob
                row.operation?.status = OperationStatus(agentWord: word)
                row.operation?.job = JobFacts(
                    repository: "o/r", ref: index == 0 ? nil : "main", model: "m", pullRequestURL: "https://pr.test/1",
                    archivedAt: date(7), rawStatus: word)
                try await mine.save([row], fence: nil)
                try check(try await theirs.changes(since: 0).upserted.last?.operation, is: row.operation, word)
            }
        },
        StorageConformance("whatCannotBeRepeatedIsKnownAsSuch") { place in
            let storage = try place.join().storage(demo)
            _ = try await storage.insert(jobEntry("k-1"))
            _ = try await storage.insert(entry("k-2"))
            try check(
                try await storage.unsettledMutations().map(\.entry.isRepeatable), is: [false, true], "repeatable")
        },
        StorageConformance("aConversationIsWhatWasSaidToTheJobInOrder") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            _ = try await mine.insert(jobEntry("k-1"))
            _ = try await mine.insert(jobEntry("k-2"))
            try check(try await theirs.conversation(with: id("job_1")), is: [], "before the answer")
            _ = try await mine.transition(key("k-1"), from: [.sending], to: .accepted(id("job_1")), at: date(1))
            _ = try await mine.transition(key("k-2"), from: [.sending], to: .accepted(id("job_2")), at: date(1))
            _ = try await mine.insert(jobEntry("k-3", "job_1", state: .held(until: date(9)), at: 4))
            _ = try await mine.insert(jobEntry("k-4", "job_2", at: 5))
            let first = try jobEntry("k-1", state: .accepted(id("job_1")))
            let second = try jobEntry("k-3", "job_1", state: .held(until: date(9)), at: 4)
            try check(try await theirs.conversation(with: id("job_1")), is: [first, second], "the conversation")
        },
        StorageConformance("uncertainOnesAreToldAndMoveNoMore") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            _ = try await mine.insert(jobEntry("k-1"))
            _ = try await mine.insert(jobEntry("k-2"))
            _ = try await mine.transition(key("k-1"), from: [.sending], to: .uncertain("lost"), at: date(1))
            try check(
                try await theirs.uncertainMutations(), is: [try jobEntry("k-1", state: .uncertain("lost"))],
                "uncertain ones")
            try check(try await theirs.unsettledMutations().map(\.entry.key), is: [try key("k-2")], "unsettled ones")
            for phases in [Set([OutboxPhase.held]), [.sending, .waiting]] {
                let moved = try await mine.transition(key("k-1"), from: phases, to: .sending, at: date(2))
                try check(moved, is: .notMoved, "moved from \(phases)")
            }
        },
        StorageConformance("whatIsPutAwayIsNotToldAgain") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let lost = try jobEntry("k-1", "job_1", state: .uncertain("lost"))
            _ = try await mine.insert(lost)
            _ = try await mine.insert(jobEntry("k-2", "job_1"))
            let revision = try await theirs.changes(since: 0).revision
            try check(try await mine.dismiss(key("k-1")), is: true, "the first time")
            try check(try await theirs.changes(since: revision).outboxChanged, "it is a change")
            for name in ["k-1", "k-2", "k-none"] {
                try check(try await theirs.dismiss(key(name)), is: false, name)
            }
            try check(try await theirs.uncertainMutations(), is: [], "uncertain ones")
            try check(try await theirs.mutation(lost.key)?.entry, is: lost, "the entry")
            try check(try await theirs.conversation(with: id("job_1")).count, is: 2, "the conversation")
        },
        StorageConformance("sendsAreCountedByTheirNewestChange") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let ends: [OutboxState] = [
                .accepted(try id("job_1")), .refused("no"), .uncertain("lost"), .held(until: date(900)), .canceled,
            ]
            for (index, end) in ends.enumerated() {
                _ = try await mine.insert(jobEntry("k-\(index)", at: 10))
                _ = try await mine.transition(key("k-\(index)"), from: [.sending], to: end, at: date(100))
            }
            _ = try await mine.insert(jobEntry("k-old", at: 50))
            _ = try await mine.insert(entry("k-mint"))
            try check(try await theirs.sendTimes(since: date(60)), is: [date(100), date(100)], "the last minute")
            try check(
                try await theirs.sendTimes(since: date(50)), is: [date(50), date(100), date(100)], "a little more")
        },
    ]
}
