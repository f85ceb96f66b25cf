import AsyncHTTPClient
import Synchronization

/// HTTP clients that each connect to one fixed address of a host, whatever its name resolves to later. The name is
/// still used for TLS and the `Host` header.
final class PinnedClients: Sendable {
    struct Pin: Hashable, Sendable {
        /// The host as the library reads it from the URL.
        var host: String
        var address: String
    }

    private struct Entry {
        let client: HTTPClient
        var users = 0
        var lastUse = 0
    }

    private struct State {
        var entries: [Pin: Entry] = [:]
        var uses = 0
        var isShutDown = false
    }

    /// The maximum number of idle clients kept: each may hold the system's certificates.
    private static let idleLimit = 4

    private let configuration: HTTPClient.Configuration
    private let clock: AnyElapsingClock
    private let state = Mutex(State())

    init(_ configuration: HTTPClient.Configuration, clock: AnyElapsingClock) {
        self.configuration = configuration
        self.clock = clock
    }

    /// The addresses, those with a client first.
    func sorted(_ addresses: [String], of host: String) -> [String] {
        let known = state.withLock { state in
            addresses.filter { state.entries[Pin(host: host, address: $0)] != nil }
        }
        return known + addresses.filter { !known.contains($0) }
    }

    /// Runs the body with the client for a pin; until then only `shutdown()` closes the client.
    func with<Value: Sendable>(
        _ pin: Pin, _ body: (HTTPClient) async throws -> Value
    ) async throws -> Value {
        let client = try take(pin)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        await release(pin)
        return try result.get()
    }

    private func take(_ pin: Pin) throws -> HTTPClient {
        try state.withLock { state in
            guard !state.isShutDown else { throw CancellationError() }
            state.uses += 1
            var entry = state.entries[pin] ?? Entry(client: makeClient(pin))
            entry.users += 1
            entry.lastUse = state.uses
            state.entries[pin] = entry
            return entry.client
        }
    }

    private func makeClient(_ pin: Pin) -> HTTPClient {
        var configuration = configuration
        configuration.dnsOverride = [pin.host: pin.address]
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    private func release(_ pin: Pin) async {
        let retired: HTTPClient? = state.withLock { state in
            state.entries[pin]?.users -= 1
            let idle = state.entries.filter { $0.value.users == 0 }
            guard idle.count > Self.idleLimit, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse })
            else { return nil }
            state.entries[oldest.key] = nil
            return oldest.value.client
        }
        // `try?`: it has no requests, and connections that fail to close end with the process.
        if let retired { try? await clock.end(retired) }
    }

    /// - Throws: The error of closing a connection.
    func shutdown() async throws {
        let clients = state.withLock { state in
            state.isShutDown = true
            defer { state.entries = [:] }
            return state.entries.values.map(\.client)
        }
        for client in clients { try await clock.end(client) }
    }
}
