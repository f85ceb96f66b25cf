import Glibc
import MintDomain
import Tracking

extension StorageConformance {
    static let outbox = [
        StorageConformance("everyStateComesBack") { place in
            let storage = try place.join().storage(demo)
            let states: [OutboxState] = [
                .held(until: date(5)), .sending, .accepted(try id("op_new")), .refused("no"), .waiting("lost"),
                .canceled, .uncertain("lost for good"),
            ]
            for (index, state) in states.enumerated() {
                let entry = try entry("k-\(index)", state: state)
                _ = try await storage.insert(entry)
                try check(try await storage.mutation(entry.key)?.entry, is: entry, "the entry")
            }
            try check(
                try await storage.unsettledMutations().map(\.entry.state.phase), is: [.held, .sending, .waiting],
                "what is not settled")
        },
        StorageConformance("oneKeyIsOneRequest") { place in
            let storage = try place.join().storage(demo)
            _ = try await storage.insert(entry("k-1"))
            _ = try await storage.transition(key("k-1"), from: [.sending], to: .waiting("lost"), at: date(1))
            try check(try await storage.insert(entry("k-1")).entry.state, is: .waiting("lost"), "the stored one")
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
                        group.addTask {
                            try await storage.transition(key, from: [.held], to: .sending, at: date(5)) == .moved
                        }
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
                try await theirs.transition(key, from: [.held], to: .canceled, at: date(1)), is: .moved, "withdrawn")
            try check(
                try await mine.transition(key, from: [.held], to: .sending, at: date(5)), is: .notMoved, "sent")
            try check(
                try await mine.transition(key, from: [.held, .sending, .waiting], to: .sending, at: date(5)),
                is: .notMoved, "sent by another rule")
            try check(try await mine.mutation(key)?.entry.state, is: .canceled, "the state")
        },
        StorageConformance("whatALivingOneSendsNobodyElseSends") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            _ = try await mine.insert(entry("k-1"))
            let key = try key("k-1")
            try check(
                try await theirs.mutation(key)?.holder, is: .another(process: Int(getpid())),
                "the holder as another sees it")
            try check(try await mine.mutation(key)?.holder, is: .me, "the holder as it sees itself")
            for phase in [OutboxPhase.sending, .waiting] {
                try check(
                    try await theirs.transition(key, from: [.sending, .waiting], to: .sending, at: date(2)),
                    is: .notMoved, "another sends while it is \(phase)")
                _ = try await mine.transition(key, from: [.sending], to: .waiting("lost"), at: date(2))
            }
            try check(
                try await mine.transition(key, from: [.waiting], to: .sending, at: date(3)), is: .moved, "its resend")
            try check(try await mine.mutation(key)?.entry.resendCount, is: 1, "resends")
        },
        StorageConformance("whatADeadOneSentOneOfManyTakesOver") { place in
            let dead = try place.join()
            _ = try await dead.storage(demo).insert(entry("k-1"))
            let others = try (0..<3).map { _ in try place.join().storage(demo) }
            dead.die()
            let key = try key("k-1")
            try check(try await others[0].mutation(key)?.holder, is: .noProcess, "the holder")
            var wins = 0
            for storage in others
            where try await storage.transition(key, from: [.sending, .waiting], to: .sending, at: date(2)) == .moved {
                wins += 1
            }
            try check(wins, is: 1, "takers")
            try check(try await others[1].mutation(key)?.holder, is: .another(process: Int(getpid())), "the new holder")
        },
        StorageConformance("aKeyThatIsNotStoredDoesNotMove") { place in
            let storage = try place.join().storage(demo)
            let moved = try await storage.transition(
                key("k-1"), from: Set(OutboxPhase.allCases), to: .sending, at: date(1))
            try check(moved, is: .notMoved, "moved")
        },
        StorageConformance("anOperationHasOneUnsettledDecision") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            for state in [OutboxState.held(until: date(5)), .sending, .waiting("lost")] {
                let first = try approval("k-\(state.phase)", of: "op_\(state.phase)", state: state)
                _ = try await mine.insert(first)
                let second = try approval("k-2-\(state.phase)", of: "op_\(state.phase)", at: 3)
                for (storage, holder) in [
                    (mine, OutboxHolder.me), (theirs, .another(process: Int(getpid()))),
                ] {
                    let refusal = TrackingStorageError.undecided(TrackingStorageMutation(entry: first, holder: holder))
                    try await check(throws: refusal, "a second decision while one is \(state.phase)") {
                        () async throws(TrackingStorageError) in _ = try await storage.insert(second)
                    }
                }
                try check(try await mine.mutation(second.key) == nil, "the second is not stored")
                _ = try await mine.transition(first.key, from: [state.phase], to: .refused("no"), at: date(4))
                try check(try await theirs.insert(second), is: OutboxInsertion(entry: second), "after its outcome")
            }
        },
        StorageConformance("oneOfManyDecisionsAtOnceIsStored") { place in
            let all = try (0..<4).map { _ in try place.join().storage(demo) }
            let entries = try (0..<4).map { try approval("k-\($0)", of: "op_1") }
            let stored = await withTaskGroup(of: Bool.self) { group in
                for (storage, entry) in zip(all, entries) {
                    group.addTask { await (try? storage.insert(entry)) != nil }
                }
                return await group.reduce(into: 0) { count, isStored in count += isStored ? 1 : 0 }
            }
            try check(stored, is: 1, "stored decisions")
        },
        StorageConformance("aCancelReplacesAHeldDecisionOfAnyProcess") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let held = try approval("k-1", of: "op_1", state: .held(until: date(5)))
            _ = try await mine.insert(held)
            let cancel = try makeCancel("k-2", of: "op_1", at: 1)
            try check(
                try await theirs.insert(cancel), is: OutboxInsertion(entry: cancel, replaced: held.key), "the cancel")
            try check(try await mine.mutation(held.key)?.entry.state, is: .canceled, "the held one")
            try check(
                try await mine.transition(held.key, from: [.held], to: .sending, at: date(5)), is: .notMoved, "sent")
            let second = TrackingStorageError.undecided(TrackingStorageMutation(entry: cancel, holder: .me))
            let another = try makeCancel("k-3", of: "op_1", at: 2)
            try await check(throws: second, "a second cancel") {
                () async throws(TrackingStorageError) in _ = try await theirs.insert(another)
            }
        },
        StorageConformance("aCancelWaitsForADecisionThatMayHaveBeenSent") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let sent = try approval("k-1", of: "op_1")
            _ = try await mine.insert(sent)
            var cancel = try makeCancel("k-2", of: "op_1", at: 1)
            cancel.state = .sending
            let insertion = try await theirs.insert(cancel)
            try check(insertion.entry.state, is: .held(until: date(1)), "the state of the cancel")
            try check(insertion.replaced == nil, "nothing is replaced")
            let first = TrackingStorageMutation(entry: sent, holder: .another(process: Int(getpid())))
            try check(
                try await theirs.transition(cancel.key, from: [.held], to: .sending, at: date(2)), is: .blocked(first),
                "while the first has no outcome")
            _ = try await mine.transition(sent.key, from: [.sending], to: .accepted(id("op_1")), at: date(3))
            try check(
                try await theirs.transition(cancel.key, from: [.held], to: .sending, at: date(4)), is: .moved,
                "after its outcome")
            let settled = try approval("k-3", of: "op_1", state: .refused("no"))
            _ = try await mine.transition(cancel.key, from: [.sending], to: .waiting("lost"), at: date(5))
            _ = try await theirs.transition(cancel.key, from: [.sending], to: .refused("no"), at: date(5))
            _ = try await mine.insert(settled)
            _ = try await theirs.insert(makeCancel("k-4", of: "op_1", at: 6))
            let again = try await mine.transition(settled.key, from: [.refused], to: .sending, at: date(7))
            guard case .blocked(let other) = again else {
                throw ContractBroken(description: "a settled decision was sent again beside another one: \(again)")
            }
            try check(other.entry.verb.name, is: "cancel", "the one that it waits for")
        },
        StorageConformance("outboxChangesAreTold") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await mine.save([tracked("op_1", [.queued])], fence: nil)
            var revision = try await theirs.changes(since: 0).revision
            _ = try await mine.insert(entry("k-1", state: .held(until: date(5))))
            var changes = try await theirs.changes(since: revision)
            try check(changes.outboxChanged, "an insert is noticed")
            revision = changes.revision
            _ = try await mine.transition(key("k-1"), from: [.held], to: .canceled, at: date(1))
            changes = try await theirs.changes(since: revision)
            try check(changes.outboxChanged, "a transition is noticed")
            try await mine.save([tracked("op_1", [.queued, .running])], fence: nil)
            try check(
                try await theirs.changes(since: changes.revision).outboxChanged, is: false, "told of nothing")
        },
    ]
}
