import MintDomain
import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct OperationPollerWaitingTests {
    @Test func waitsForAllAndKeepsTheOrder() async throws {
        let bench = PollerBench()
        let ids = try operationIDs(3)
        let waiting = Task {
            try await bench.poller.wait(for: ids) { $0.operation?.status.isFinal == true }
        }
        for id in ids.reversed() { await bench.poller.absorb(reading(id, .succeeded)) }
        #expect(try await waiting.value.map(\.id) == ids)
    }

    @Test func waitingForNothingReturnsAtOnce() async throws {
        #expect(try await PollerBench().poller.wait(for: []) { _ in false }.isEmpty)
    }

    @Test func forgettingEndsTheWait() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        let (seen, continuation) = AsyncStream.makeStream(of: Void.self)
        let waiting = Task {
            try await bench.poller.wait(for: [id]) { _ in
                continuation.yield()
                return false
            }
        }
        for await _ in seen { break }
        await bench.poller.forget([id])
        await #expect(throws: OperationForgotten(id: id)) { try await waiting.value }
    }

    @Test func cancellationEndsTheWait() async throws {
        let bench = PollerBench()
        let id = try operationID("op_1")
        let waiting = Task { try await bench.poller.wait(for: [id]) { _ in false } }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
