import MintDomain
import Tracking

extension StorageConformance {
    static let history = [
        StorageConformance("activityComesNewestFirstSinceATime") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let entries = [
                ActivityEntry(at: date(3), event: .download("model.glb"), operation: try id("op_1"), title: "A lamp"),
                ActivityEntry(at: date(1), event: .failure("No answer."), author: "ada"),
                ActivityEntry(at: date(2), event: .status(from: nil, to: "running")),
            ]
            for entry in entries { try await mine.add(entry) }
            let seen = try await theirs.activity(since: date(2), limit: 9)
            try check(seen, is: [entries[0], entries[2]], "since a time")
            try check(try await theirs.activity(since: date(0), limit: 1), is: [entries[0]], "the newest")
            try check(try await place.join().storage(other).activity(since: date(0), limit: 9), is: [], "elsewhere")
        },
        StorageConformance("aChangeOfStatusIsAnEventThatOutlivesItsOperation") { place in
            let storage = try place.join().storage(demo)
            let row = try tracked("op_1", [.queued, .running])
            try await storage.save([row], fence: nil)
            try await storage.save([row], fence: nil)
            try await storage.forget([row.id])
            try check(
                try await storage.activity(since: date(0), limit: 9),
                is: [
                    ActivityEntry(
                        at: date(1), event: .status(from: "queued", to: "running"), operation: row.id, title: "A lamp"),
                    ActivityEntry(
                        at: date(0), event: .status(from: nil, to: "queued"), operation: row.id, title: "A lamp"),
                ], "activity")
        },
        StorageConformance("aDecisionAndItsOutcomeAreEventsOfItsAuthor") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            var entry = try approval("k-1", of: "op_1", state: .held(until: date(9)), at: 4)
            entry.author = "ada"
            _ = try await mine.insert(entry)
            try check(try await theirs.mutation(entry.key)?.entry.author, is: "ada", "the author")
            _ = try await mine.transition(entry.key, from: [.held], to: .sending, at: date(5))
            _ = try await mine.transition(entry.key, from: [.sending], to: .refused("No."), at: date(6))
            let seen = try await theirs.activity(since: date(0), limit: 9)
            try check(
                seen.map(\.event),
                is: [.decision(verb: "approve", state: "refused"), .decision(verb: "approve", state: "held")], "events")
            try check(seen.map(\.author), is: ["ada", "ada"], "authors")
            try check(seen.map(\.operation), is: [entry.operationID, entry.operationID], "operations")
        },
        StorageConformance("aDecisionThatACancelReplacesIsAnEvent") { place in
            let storage = try place.join().storage(demo)
            _ = try await storage.insert(approval("k-1", of: "op_1", state: .held(until: date(9)), at: 1))
            _ = try await storage.insert(makeCancel("k-2", of: "op_1", at: 2))
            try check(
                try await storage.activity(since: date(2), limit: 9).map(\.event),
                is: [.decision(verb: "cancel", state: "sending"), .decision(verb: "approve", state: "withdrawn")],
                "events")
        },
        StorageConformance("samplesOfCreditsComeOldestFirstWithoutRepetitions") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            let samples = [
                CreditSample(at: date(1), available: 900, used: 100),
                CreditSample(at: date(2), available: nil, used: 7),
                CreditSample(at: date(4), available: 900, used: 100),
            ]
            for sample in samples { try await mine.add(sample) }
            try await theirs.add(CreditSample(at: date(5), available: 900, used: 100))
            try check(try await theirs.creditSamples(since: date(0)), is: samples, "all")
            try check(try await theirs.creditSamples(since: date(2)), is: Array(samples.dropFirst()), "since a time")
        },
    ]

    static let selections = [
        StorageConformance("aQuerySelectsByWordNewestFirst") { place in
            let storage = try place.join().storage(demo)
            var rows = [try tracked("op_1", [.running]), try tracked("op_2", [.previewReady])]
            rows += [try tracked("op_3", [.running]), try tracked("op_4", [.previewReady])]
            for index in rows.indices { rows[index].operation?.createdAt = date(Double(index)) }
            rows[3].operation?.mode = .auto
            try await storage.save(rows, fence: nil)
            try await storage.track([id("op_5")], at: date(99))
            func ids(_ query: OperationQuery) async throws -> [String] {
                try await storage.operations(query).map(\.id.rawValue)
            }
            try check(try await ids(OperationQuery()), is: ["op_5", "op_4", "op_3", "op_2", "op_1"], "all")
            try check(try await ids(OperationQuery(words: ["running"])), is: ["op_3", "op_1"], "running")
            try check(
                try await ids(OperationQuery(words: ["running", "unknown"], limit: 2)), is: ["op_5", "op_3"], "two")
            let all = try await storage.counts(OperationQuery())
            try check(all.byWord, is: ["running": 2, "preview_ready": 2, "unknown": 1], "counts")
            try check(all.needingDecision, is: 1, "decisions")
            let two = try await storage.counts(OperationQuery(words: ["preview_ready", "running"], limit: 3))
            try check(two.byWord, is: ["running": 1, "preview_ready": 2], "counts of a window")
        },
        StorageConformance("aJobIsSelectedByTheWordOfItsService") { place in
            let storage = try place.join().storage(demo)
            var row = try tracked("job_1", [.running])
            row.operation?.kind = .agentJob
            row.operation?.job = JobFacts(
                repository: "o/r", ref: nil, model: "m", pullRequestURL: nil, archivedAt: nil, rawStatus: "active")
            try await storage.save([row], fence: nil)
            try check(try await storage.operations(OperationQuery(words: ["active"])).count, is: 1, "active")
            try check(try await storage.operations(OperationQuery(words: ["running"])), is: [], "running")
        },
        StorageConformance("ownWritesNeedNotBeReadBackAndOthersDo") { place in
            let (mine, theirs) = (try place.join().storage(demo), try place.join().storage(demo))
            try await theirs.save([tracked("op_1", [.queued])], fence: nil)
            let start = try await mine.changes(since: 0).revision
            try await mine.save([tracked("op_2", [.queued])], fence: nil)
            _ = try await mine.insert(entry("k-1"))
            let own = mine.ownWrites(after: start)
            try check(own, is: try await mine.changes(since: 0).revision, "own writes")
            try check(theirs.ownWrites(after: start), is: start, "for another process they are changes")
            try check(mine.ownWrites(after: 0), is: 0, "at first everything is read")
            let row = try tracked("op_1", [.queued, .running])
            try await theirs.save([row], fence: nil)
            try await mine.save([tracked("op_3", [.queued])], fence: nil)
            let next = mine.ownWrites(after: own)
            try check(next, is: own, "a write of another process comes first")
            try check(try await mine.changes(since: next).upserted.first, is: row, "it is read")
        },
    ]
}
