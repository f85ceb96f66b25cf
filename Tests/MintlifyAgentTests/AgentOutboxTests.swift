import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import ServiceClient
import Synchronization
import TestClock
import TestStorage
import TestTransport
import Testing
import Tracking

/// The client behind the outbox, connected as in the program: the requests that reach the service.
@Suite(.timeLimit(.minutes(1))) struct AgentOutboxTests {
    @Test func anAnswerAfterThePauseOfAMinuteIsOneJob() async throws {
        let bench = try Bench([answer(429, "{\"error\": \"Too many.\"}"), answer(201, job())])
        #expect(try await bench.create(advancing: .seconds(60)) == .accepted(jobID()))
        #expect(bench.transport.requests.count == 2)
        #expect(bench.phases == [.sending, .held, .sending, .accepted])
    }

    @Test func withoutAConnectionItIsTriedAgain() async throws {
        let origin = try #require(Bench.origin)
        let bench = try Bench([
            .failure(TransportFailure.cannotConnect(origin, .refused)), answer(201, job()),
        ])
        #expect(try await bench.create(advancing: .milliseconds(500)) == .accepted(jobID()))
        #expect(bench.transport.requests.count == 2)
    }

    @Test(arguments: ["timeout", "lost", "500", "201"])
    func whatMayHaveArrivedIsSentOnce(_ end: String) async throws {
        let origin = try #require(Bench.origin)
        let first: Result<HTTPResponse, any Error> =
            switch end {
            case "timeout": .failure(TransportFailure.noAnswer(origin, within: .seconds(60)))
            case "lost": .failure(TransportFailure.connectionLost(origin))
            case "500": answer(500)
            default: answer(201, "{}")
            }
        let bench = try Bench([first, answer(201, job())])
        guard case .uncertain(let sentence) = try await bench.create() else {
            Issue.record("not uncertain")
            return
        }
        #expect(sentence.contains("Mintlify dashboard"))
        #expect(bench.transport.requests.count == 1)
        #expect(bench.phases == [.sending, .uncertain])
    }

    @Test(arguments: [400, 401, 403, 404])
    func aRefusalIsTheEnd(_ status: Int) async throws {
        let bench = try Bench([answer(status, "{\"error\": \"No.\"}"), answer(201, job())])
        guard case .refused = try await bench.create() else {
            Issue.record("not refused")
            return
        }
        #expect(bench.transport.requests.count == 1)
    }
}

/// An outbox with one row in memory, and a script of responses.
private struct Bench {
    let clock = ManualClock()
    let transport: ScriptedTransport
    let outbox: Outbox
    private let row = StoredRow()

    static let origin = URL(string: Mintlify.standardAddress).flatMap(Origin.init)

    init(_ script: [Result<HTTPResponse, any Error>]) throws {
        let transport = ScriptedTransport(script)
        let client = try client(transport)
        let (clock, row) = (clock, row)
        self.transport = transport
        outbox = Outbox(
            clock: clock, numbers: .agentJobs, storage: row,
            parts: OutboxParts(
                makeKey: { try key() },
                prepare: { try client.prepare($0, key: $1, now: fixedNow) },
                read: { _ in .failed(.refused("No decision about a job is bound to a preview.")) },
                send: { entry in
                    do throws(MintlifyError) {
                        return .accepted(try await client.send(entry))
                    } catch {
                        return .failed(
                            error.description, isOutcomeUnknown: error.isOutcomeUnknown, isPassing: error.isPassing,
                            retryAfter: error.retryAfter)
                    }
                },
                name: { $0.rawValue }, absorb: { _ in }, reread: { _ in },
                now: { fixedNow.addingTimeInterval(clock.now.offset / .seconds(1)) }, random: { 0 }))
    }

    /// The phases of the row in order.
    var phases: [OutboxPhase] { row.phases }

    /// Creates a job; at each wait the clock advances by the next step.
    func create(advancing steps: Duration...) async throws -> OutboxState {
        async let outcome = outbox.perform(.createJob(prompt: "Describe the limits"), deadline: .seconds(600))
        for step in steps {
            // The deadline sleeps, and the outbox until its next attempt.
            try await clock.waitForSleepers(2)
            clock.advance(by: step)
        }
        return await outcome
    }
}

private final class StoredRow: StubStorage {
    private let state = Mutex<[OutboxPhase]>([])

    var phases: [OutboxPhase] { state.withLock { $0 } }

    func insert(_ entry: OutboxEntry) -> OutboxInsertion {
        state.withLock { $0.append(entry.state.phase) }
        return OutboxInsertion(entry: entry)
    }

    func transition(
        _ key: IdempotencyKey, from phases: Set<OutboxPhase>, to state: OutboxState, at time: Date
    ) -> OutboxTransition {
        self.state.withLock { $0.append(state.phase) }
        return .moved
    }
}
