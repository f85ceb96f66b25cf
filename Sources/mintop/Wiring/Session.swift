import UserConfiguration
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
    /// This profile's share of the store.
    let storage: ProfileStorage
    /// Why the store can only be read; nil where it can be written.
    let storeProblem: String?
    /// Decides which of several processes polls.
    let keeper: LeaseKeeper
    /// Why nothing may be changed, in one sentence; nil where it may.
    let readOnlyReason: String?
    let client: MintClient
    let poller: OperationPoller
    let outbox: Outbox
    let refusals: Refusals
    /// Every attempt to reach the server, the newest 200 kept for whoever begins to read.
    let requests: AsyncStream<RequestLogEntry>

    /// Opens the store of the profile, starts the embedded server where the profile needs it, and runs the body.
    ///
    /// Server, connections and store are closed when the body ends, however it ends.
    /// - Parameters:
    ///   - options: Which server.
    ///   - isScreen: Whether a person sees what is wrong: then a store that cannot be written is opened for reading, and a
    ///     settings file that cannot say which profile it means leads to the embedded server, instead of failing.
    ///   - body: What to do.
    /// - Returns: What the body returns.
    /// - Throws: `CommandFailure`, `StoreError`, or what the body throws.
    static func run<Value: Sendable>(
        _ options: ServerOptions, isScreen: Bool = false,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let choice = try settings.choice(profile: options.profile, isLocal: options.local)
        if !isScreen {
            if let doubt = choice.doubt { throw CommandFailure(doubt.description, .badData) }
            for problem in settings.configuration.problems { Output.complain(problem.description) }
        }
        let keys = KeyRing(environment: settings.environment, clock: ContinuousClock())
        let profile = try await settings.profile(choice, keys: keys)
        let folder = try settings.stateFolder()
        let opened = try OpenedStore(path: folder + "/mintop.sqlite", mayOnlyRead: isScreen)
        let result: Result<Value, any Error>
        do {
            result = .success(try await run(profile, opened, options, folder, body))
        } catch {
            result = .failure(error)
        }
        try opened.store.close()
        return try result.get()
    }

    private static func run<Value: Sendable>(
        _ profile: Profile, _ opened: OpenedStore, _ options: ServerOptions, _ folder: String,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        switch profile.server {
        case .remote(let baseURL, let key):
            return try await connected(profile, opened, options, baseURL, key, body)
        case .embedded:
            return try await EmbeddedServer(folder: folder + "/local").whileRunning { address in
                guard let key = APIKey(address.apiKey) else {
                    throw CommandFailure("The local key is broken.", .unavailable)
                }
                return try await connected(profile, opened, options, try MintBaseURL(address.url), key) { session in
                    if session.storeProblem == nil { try await session.trackSeed(address.seededOperationIDs) }
                    return try await body(session)
                }
            }
        }
    }

    private static func connected<Value: Sendable>(
        _ profile: Profile, _ opened: OpenedStore, _ options: ServerOptions, _ baseURL: MintBaseURL, _ key: APIKey,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let clock = ContinuousClock()
        let now: @Sendable () -> Date = { Date() }
        let connections = AsyncHTTPTransport(clock: clock)
        let (requests, log) = AsyncStream.makeStream(
            of: RequestLogEntry.self, bufferingPolicy: .bufferingNewest(200))
        let serverClock = SharedServerClock()
        func client(_ rules: RetryRules) -> MintClient {
            let transport = RetryingTransport(
                connections, rules: rules, clock: clock, now: now, random: { Double.random(in: 0..<1) },
                log: { log.yield($0) })
            return MintClient(
                baseURL: baseURL, key: key, transport: transport, now: now,
                sawDate: { date, sentAt, receivedAt in serverClock.note(date, sentAt: sentAt, receivedAt: receivedAt) })
        }
        let reader = client(RetryRules())
        let storage = opened.store.storage(for: profile.id)
        let keeper = LeaseKeeper(clock: clock, storage: storage)
        let poller = poller(profile, storage, keeper, reader, serverClock, now)
        let refusals = Refusals()
        // The outbox has waits of its own, so a change goes out once for each of its tries.
        let parts = OutboxParts(
            storage: storage, client: reader, sender: client(RetryRules(maximumAttempts: 1)), poller: poller,
            refusals: refusals, now: now)
        let session = Session(
            profile: profile, origin: baseURL.description, store: opened.store, storage: storage,
            storeProblem: opened.problem, keeper: keeper,
            readOnlyReason: readOnlyReason(profile, options, opened),
            client: reader, poller: poller, outbox: Outbox(clock: clock, parts: parts), refusals: refusals,
            requests: requests)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(session))
        } catch {
            result = .failure(error)
        }
        try await connections.shutdown()
        return try result.get()
    }

    private static func readOnlyReason(
        _ profile: Profile, _ options: ServerOptions, _ opened: OpenedStore
    ) -> String? {
        if options.readOnly { return "This is read-only (--read-only): nothing was changed." }
        if let problem = opened.problem { return problem }
        switch profile.readOnly {
        case .off: return nil
        case .on: return "The profile “\(profile.name)” is read-only: nothing was changed."
        case .untilArmed: return "The profile “\(profile.name)” is read-only until it is armed: nothing was changed."
        }
    }

    /// The poller: it asks only under the lease, and drops an answer under a lease that was lost meanwhile.
    private static func poller(
        _ profile: Profile, _ storage: ProfileStorage, _ keeper: LeaseKeeper, _ client: MintClient,
        _ serverClock: SharedServerClock, _ now: @escaping @Sendable () -> Date
    ) -> OperationPoller {
        OperationPoller(
            clock: ContinuousClock(), rules: profile.pollRules, now: now, serverClock: { serverClock.value },
            fetch: { id in
                let fence = try await keeper.awaitFence()
                let reading = try await client.poll(id)
                guard await keeper.fence() == fence else { throw CancellationError() }
                return reading
            },
            save: { rows in
                let fence = await keeper.fence()
                do {
                    try await storage.save(rows, fence: fence)
                } catch TrackingStorageError.leaseLost {
                    // Somebody else asks by now, and what it stores comes back as a notice.
                    if let fence { await keeper.lost(fence) }
                }
            },
            remove: { try await storage.forget($0) })
    }

    /// Tracks what the embedded server was seeded with, once for ever, so that what is forgotten stays forgotten.
    private func trackSeed(_ ids: [String]) async throws {
        guard try await store.remember("local-seed", profile: profile.id) else { return }
        try await store.track(ids.compactMap { OperationID($0) }, at: Date(), profile: profile.id)
    }
}
