import Foundation
import HTTPTransport
import LocalMint
import MintAPI
import MintDomain
import Tracking
import TrackingStore

/// Everything a command needs: the store, the client, the poller and the outbox of one profile.
struct Session: Sendable {
    let profile: Profile
    /// Where the server is, for people.
    let origin: String
    let store: TrackingStore
    let client: MintClient
    let poller: OperationPoller
    let outbox: Outbox
    /// Every attempt to reach the server, the newest 200 kept for whoever begins to read.
    let requests: AsyncStream<RequestLogEntry>

    /// Opens the store of the profile, starts the embedded server where the profile needs it, and runs the body.
    ///
    /// Server and connections are closed when the body ends, however it ends.
    /// - Throws: `CommandFailure`, `StoreError`, or what the body throws.
    static func run<Value: Sendable>(
        _ options: ServerOptions, _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let profile = try settings.profile(isLocal: options.local)
        let folder = try settings.stateFolder()
        let store = try TrackingStore(path: folder + "/mintop.sqlite")
        switch profile.server {
        case .remote(let baseURL, let key):
            return try await connected(profile, store, baseURL, key, body)
        case .embedded:
            return try await EmbeddedServer(folder: folder + "/local").whileRunning { address in
                guard let key = APIKey(address.apiKey) else {
                    throw CommandFailure("The local key is broken.", .unavailable)
                }
                return try await connected(profile, store, try MintBaseURL(address.url), key) { session in
                    try await session.trackSeed(address.seededOperationIDs)
                    return try await body(session)
                }
            }
        }
    }

    private static func connected<Value: Sendable>(
        _ profile: Profile, _ store: TrackingStore, _ baseURL: MintBaseURL, _ key: APIKey,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let clock = ContinuousClock()
        let now: @Sendable () -> Date = { Date() }
        let connections = AsyncHTTPTransport(clock: clock)
        let (requests, log) = AsyncStream.makeStream(
            of: RequestLogEntry.self, bufferingPolicy: .bufferingNewest(200))
        let transport = RetryingTransport(
            connections, clock: clock, now: now, random: { Double.random(in: 0..<1) }, log: { log.yield($0) })
        let client = MintClient(baseURL: baseURL, key: key, transport: transport, now: now)
        let poller = OperationPoller(
            clock: clock, rules: profile.pollRules, now: now, fetch: { try await client.poll($0) },
            save: { try await store.save($0, profile: profile.id) },
            remove: { try await store.forget($0, profile: profile.id) })
        let session = Session(
            profile: profile, origin: baseURL.description, store: store, client: client, poller: poller,
            outbox: outbox(profile, store, client, poller, now), requests: requests)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(session))
        } catch {
            result = .failure(error)
        }
        try await connections.shutdown()
        return try result.get()
    }

    private static func outbox(
        _ profile: Profile, _ store: TrackingStore, _ client: MintClient, _ poller: OperationPoller,
        _ now: @escaping @Sendable () -> Date
    ) -> Outbox {
        Outbox(
            makeKey: {
                guard let key = IdempotencyKey("mintop-\(UUID().uuidString.lowercased())") else {
                    preconditionFailure("A UUID makes a key.")
                }
                return key
            },
            prepare: { try client.prepare($0, key: $1, now: now()) },
            insert: { try await store.insert($0, profile: profile.id) },
            send: { await attempt($0, client) },
            update: { try await store.update(outbox: $0, to: $1, at: now(), profile: profile.id) },
            absorb: { await poller.absorb($0) })
    }

    private static func attempt(_ entry: OutboxEntry, _ client: MintClient) async -> Outbox.Attempt {
        do throws(MintError) {
            return .accepted(try await client.send(entry))
        } catch {
            return error.isOutcomeUnknown ? .unknown(error.description) : .refused(error.description)
        }
    }

    /// Tracks what the embedded server was seeded with, once for ever, so that what is forgotten stays forgotten.
    private func trackSeed(_ ids: [String]) async throws {
        guard try await store.remember("local-seed", profile: profile.id) else { return }
        try await store.track(ids.compactMap { OperationID($0) }, at: Date(), profile: profile.id)
    }
}
