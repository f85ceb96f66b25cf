import MintDomain
import Tracking

extension StorageConformance {
    static let outbox = [
        StorageConformance("everyStateComesBack") { place in
            let storage = try place.join().storage(demo)
            let states: [OutboxState] = [
                .held(until: date(5)), .sending, .accepted(try id("op_new")), .refused("no"), .unknown("lost"),
                .withdrawn, .uncertain("lost for good"),
            ]
            for (index, state) in states.enumerated() {
                let entry = try entry("k-\(index)", state: state)
                _ = try await storage.insert(entry)
                try check(try await storage.mutation(entry.key)?.entry, is: entry, "the entry")
            }
            try check(
                try await storage.unsettledMutations().map(\.entry.state.phase), is: [.held, .sending, .unknown],
                "what is not settled")
        },
        StorageConformance("oneKeyIsOneRequest") { place in
            let storage = try place.join().storage(demo)
            _ = try await storage.insert(entry("k-1"))
            _ = try await storage.transition(key("k-1"), from: [.sending], to: .unknown("lost"), at: date(1))
            try check(try await storage.insert(entry("k-1")).state, is: .unknown("lost"), "the stored one")
            let another = try entry("k-1", body: #"{"a":1}"#)
            try await check(throws: .keyInUse(another.key), "another request under the key") {
                () async throws(TrackingStorageError) in _ = try await storage.insert(another)
            }
        },
        StorageConformance("oneOfManySendsAHeldOne") { place in
            let first = try place.join().storage(demo)
            _ = try await first.insert(entry("k-1", state: .held(until: date(5))))
            let all = try [first] + (0..<3).map { _ in try place.join().storage(demo) }
            let key = try key("k-1")
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for storage in all {
                    for _ in 0..<3 {
                        group.addTask { try await storage.transition(key, from: [.held], to: .sending, at: date(5)) }
                    }
                }
                return try await group.reduce(into: 0) { count, won in count += won ? 1 : 0 }
            }
            try check(wins, is: 1, "winners")
            try check(try await first.mutation(key)?.entry.resendCount, is: 0, "the first time is no resend")
        },
        StorageConformance("aWithdrawnOneIsNeverSent") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            _ = try await mine.insert(entry("k-1", state: .held(until: date(5))))
            let key = try key("k-1")
            try check(
                try await theirs.transition(key, from: [.held], to: .withdrawn, at: date(1)), is: true, "withdrawn")
            try check(
                try await mine.transition(key, from: [.held], to: .sending, at: date(5)), is: false, "sent")
            try check(
                try await mine.transition(key, from: [.held, .sending, .unknown], to: .sending, at: date(5)),
                is: false, "sent by another rule")
            try check(try await mine.mutation(key)?.entry.state, is: .withdrawn, "the state")
        },
        StorageConformance("whatALivingOneSendsNobodyElseSends") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            _ = try await mine.insert(entry("k-1"))
            let key = try key("k-1")
            try check(try await theirs.mutation(key)?.holder, is: .another, "the holder as another sees it")
            try check(try await mine.mutation(key)?.holder, is: .me, "the holder as it sees itself")
            for phase in [OutboxPhase.sending, .unknown] {
                try check(
                    try await theirs.transition(key, from: [.sending, .unknown], to: .sending, at: date(2)),
                    is: false, "another sends while it is \(phase)")
                _ = try await mine.transition(key, from: [.sending], to: .unknown("lost"), at: date(2))
            }
            try check(
                try await mine.transition(key, from: [.unknown], to: .sending, at: date(3)), is: true, "its resend")
            try check(try await mine.mutation(key)?.entry.resendCount, is: 1, "resends")
        },
        StorageConformance("whatADeadOneSentOneOfManyTakesOver") { place in
            let dead = try place.join()
            _ = try await dead.storage(demo).insert(entry("k-1"))
            let others = try (0..<3).map { _ in try place.join().storage(demo) }
            dead.die()
            let key = try key("k-1")
            try check(try await others[0].mutation(key)?.holder, is: .nobody, "the holder")
            var wins = 0
            for storage in others
            where try await storage.transition(key, from: [.sending, .unknown], to: .sending, at: date(2)) {
                wins += 1
            }
            try check(wins, is: 1, "takers")
            try check(try await others[1].mutation(key)?.holder, is: .another, "the new holder")
        },
        StorageConformance("aKeyThatIsNotStoredDoesNotMove") { place in
            let storage = try place.join().storage(demo)
            let moved = try await storage.transition(
                key("k-1"), from: Set(OutboxPhase.allCases), to: .sending, at: date(1))
            try check(moved, is: false, "moved")
        },
        StorageConformance("outboxChangesAreTold") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await mine.save([tracked("op_1", [.queued])], fence: nil)
            var revision = try await theirs.changes(since: 0).revision
            _ = try await mine.insert(entry("k-1", state: .held(until: date(5))))
            var changes = try await theirs.changes(since: revision)
            try check(changes.outboxChanged, "an insert is told")
            revision = changes.revision
            _ = try await mine.transition(key("k-1"), from: [.held], to: .withdrawn, at: date(1))
            changes = try await theirs.changes(since: revision)
            try check(changes.outboxChanged, "a transition is told")
            try await mine.save([tracked("op_1", [.queued, .running])], fence: nil)
            try check(
                try await theirs.changes(since: changes.revision).outboxChanged, is: false, "told of nothing")
        },
    ]
}
