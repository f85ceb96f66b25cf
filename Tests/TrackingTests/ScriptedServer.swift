import MintDomain
import Synchronization
import TestStorage
import Testing

@testable import Tracking

/// A server whose responses the test provides; requests are returned in order.
final class ScriptedServer: Sendable {
    /// One request that waits for its answer.
    final class Request: Sendable {
        private enum State {
            case new
            case waiting(CheckedContinuation<OperationReading, any Error>)
            case answered(Result<OperationReading, any Error>)
        }

        let id: OperationID
        private let state = Mutex(State.new)

        init(_ id: OperationID) {
            self.id = id
        }

        func answer(_ status: OperationStatus) {
            answer(.success(reading(id, status)))
        }

        func fail(_ problem: PollProblem, retryAfter: Duration? = nil) {
            answer(.failure(ReadFailure(problem, retryAfter: retryAfter)))
        }

        /// The first answer counts.
        func answer(_ result: Result<OperationReading, any Error>) {
            let waiter = state.withLock { state -> CheckedContinuation<OperationReading, any Error>? in
                switch state {
                case .new:
                    state = .answered(result)
                    return nil
                case .waiting(let continuation):
                    state = .answered(result)
                    return continuation
                case .answered:
                    return nil
                }
            }
            waiter?.resume(with: result)
        }

        fileprivate func value() async throws -> OperationReading {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let result = state.withLock { state -> Result<OperationReading, any Error>? in
                        if case .answered(let result) = state { return result }
                        state = .waiting(continuation)
                        return nil
                    }
                    if let result { continuation.resume(with: result) }
                }
            } onCancel: {
                answer(.failure(CancellationError()))
            }
        }
    }

    let requests: AsyncStream<Request>
    private let continuation: AsyncStream<Request>.Continuation
    private let count = Mutex(0)

    init() {
        (requests, continuation) = AsyncStream.makeStream()
    }

    /// The number of requests so far.
    var requestCount: Int { count.withLock { $0 } }

    @Sendable func fetch(_ id: OperationID) async throws -> OperationReading {
        let request = Request(id)
        count.withLock { $0 += 1 }
        continuation.yield(request)
        return try await request.value()
    }

    /// Returns the next request; waits for it.
    func next(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Request {
        var iterator = requests.makeAsyncIterator()
        return try #require(await iterator.next(), sourceLocation: sourceLocation)
    }
}

/// A store that records its input, and fails on demand.
actor RecordingStore: StubStorage {
    private(set) var rows: [OperationID: TrackedOperation] = [:]
    private(set) var saves: [[TrackedOperation]] = []
    private(set) var failure: TrackingStorageError?

    func fail(_ failure: TrackingStorageError?) {
        self.failure = failure
    }

    func save(_ operations: [TrackedOperation], fence: LeaseFence?) throws(TrackingStorageError) {
        if Task.isCancelled { throw .failed("Canceled.") }
        if let failure { throw failure }
        saves.append(operations)
        for operation in operations { rows[operation.id] = operation }
    }

    func forget(_ ids: [OperationID]) throws(TrackingStorageError) {
        if let failure { throw failure }
        for id in ids { rows[id] = nil }
    }
}

let diskFull = TrackingStorageError.failed("The disk is full.")
