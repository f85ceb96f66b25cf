import AsyncHTTPClient
import Synchronization

/// The HTTP clients of the generations of connections.
final class ClientPool: Sendable {
    private struct State {
        var generations = ConnectionGenerations()
        /// The open clients by generation.
        var clients: [Int: HTTPClient] = [:]
        var isShutDown = false
    }

    private let configuration: HTTPClient.Configuration
    private let clock: AnyElapsingClock
    private let state = Mutex(State())

    init(_ configuration: HTTPClient.Configuration, clock: AnyElapsingClock) {
        self.configuration = configuration
        self.clock = clock
    }

    /// Returns the client for a new request; the caller must call `end`.
    ///
    /// - Throws: `CancellationError` after `shutdown()`.
    func begin(isRepeatable: Bool) throws -> (ConnectionGenerations.Lease, HTTPClient) {
        try state.withLock { state in
            guard !state.isShutDown else { throw CancellationError() }
            let lease = state.generations.began(isRepeatable: isRepeatable, now: clock.elapsed())
            let client =
                state.clients[lease.generation]
                ?? HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
            state.clients[lease.generation] = client
            return (lease, client)
        }
    }

    func answered(_ lease: ConnectionGenerations.Lease) {
        state.withLock { $0.generations.answered(lease, now: clock.elapsed()) }
    }

    func end(_ lease: ConnectionGenerations.Lease, missedDeadline: Bool) {
        let closed = state.withLock { state in
            state.generations.ended(lease, missedDeadline: missedDeadline)
                .flatMap { state.clients.removeValue(forKey: $0) }
        }
        guard let closed else { return }
        // Not a child of the request's task, which already has its response. `try?`: a client that fails to close ends
        // with the process.
        Task { [clock] in try? await clock.end(closed) }
    }

    /// Whether the request's connections were closed because of another request, so that its own failure means nothing.
    func wasCutShort(_ lease: ConnectionGenerations.Lease) -> Bool {
        state.withLock { !$0.isShutDown && $0.generations.isClosed(lease) }
    }

    /// - Throws: The error of closing a connection; `HTTPClientError.alreadyShutdown` for a second call.
    func shutdown() async throws {
        let clients = try state.withLock { state in
            guard !state.isShutDown else { throw HTTPClientError.alreadyShutdown }
            state.isShutDown = true
            defer { state.clients = [:] }
            return state.clients.values.map(\.self)
        }
        for client in clients { try await clock.end(client) }
    }
}
