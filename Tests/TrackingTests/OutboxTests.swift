import Foundation
import MintDomain
import Synchronization
import Testing
import Tracking

struct OutboxTests {
    /// What the outbox asked for, in order.
    private final class Journal: Sendable {
        private let entries = Mutex<[String]>([])

        func note(_ entry: String) { entries.withLock { $0.append(entry) } }

        var all: [String] { entries.withLock { $0 } }
    }

    private struct Failure: Error {}

    private func outbox(
        _ journal: Journal, attempt: Outbox.Attempt, insertFails: Bool = false, updateFails: Bool = false
    ) -> Outbox {
        Outbox(
            makeKey: { try #require(IdempotencyKey("key-1")) },
            prepare: { mutation, key in
                try mutation.validate()
                return entry(mutation, key)
            },
            insert: { entry in
                if insertFails { throw Failure() }
                journal.note("insert \(entry.key)")
                return entry
            },
            send: { entry in
                journal.note("send \(entry.key)")
                return attempt
            },
            update: { key, state in
                if updateFails { throw Failure() }
                journal.note("update \(key) \(word(state))")
            },
            absorb: { journal.note("absorb \($0.operation.id)") })
    }

    @Test func theKeyIsStoredBeforeAnythingIsSent() async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let reading = OperationReading(
            operation: MintDomain.Operation(id: id, kind: .modelGeneration, status: .running), rawJSON: "{}")
        let outcome = await outbox(journal, attempt: .accepted(reading)).perform(.approve(id))
        #expect(outcome == .accepted(id))
        #expect(journal.all == ["insert key-1", "send key-1", "absorb op_1", "update key-1 accepted"])
    }

    @Test func whatCannotBeStoredIsNotSent() async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let outcome = await outbox(journal, attempt: .refused(""), insertFails: true).perform(.cancel(id))
        guard case .refused(let sentence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(sentence.hasPrefix("Not sent"))
        #expect(journal.all.isEmpty)
    }

    @Test func wrongInputIsNeitherStoredNorSent() async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let outcome = await outbox(journal, attempt: .refused("")).perform(.revise(id, feedback: ""))
        guard case .refused = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(journal.all.isEmpty)
    }

    @Test(arguments: [Outbox.Attempt.refused("No."), .unknown("Silence.")])
    func aFailedAttemptIsStoredAsWhatItWas(_ attempt: Outbox.Attempt) async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let outcome = await outbox(journal, attempt: attempt).perform(.approve(id))
        switch attempt {
        case .refused(let sentence):
            #expect(outcome == .refused(sentence))
            #expect(journal.all.last == "update key-1 refused")
        case .unknown(let sentence):
            #expect(outcome == .unknown(sentence))
            #expect(journal.all.last == "update key-1 unknown")
        case .accepted: break
        }
    }

    @Test func whatWasLeftUnansweredIsSentAgainWithItsOwnKey() async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let old = entry(.approve(id), try #require(IdempotencyKey("old-key")))
        let results = await outbox(journal, attempt: .refused("Too late.")).resend([old])
        #expect(results.map(\.1) == [.refused("Too late.")])
        #expect(journal.all == ["update old-key sending", "send old-key", "update old-key refused"])
    }

    @Test func anAnswerIsNotLostBecauseItsStateCannotBeStored() async throws {
        let journal = Journal()
        let id = try #require(OperationID("op_1"))
        let reading = OperationReading(
            operation: MintDomain.Operation(id: id, kind: .modelGeneration, status: .running), rawJSON: "{}")
        let outcome = await outbox(journal, attempt: .accepted(reading), updateFails: true).perform(.approve(id))
        #expect(outcome == .accepted(id))
    }
}

private func entry(_ mutation: Mutation, _ key: IdempotencyKey) -> OutboxEntry {
    OutboxEntry(
        key: key, path: "/v1/operations/op_1:\(mutation.verb)", body: "{}", operationID: mutation.operationID,
        verb: mutation.verb, createdAt: .init(timeIntervalSince1970: 0))
}

private func word(_ state: OutboxState) -> String {
    switch state {
    case .sending: "sending"
    case .accepted: "accepted"
    case .refused: "refused"
    case .unknown: "unknown"
    }
}
