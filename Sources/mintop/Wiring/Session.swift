import AssetFiles
import UserConfiguration
import Foundation
import HTTPTransport
import LocalMint
import MintAPI
import MintDomain
import MintlifyAgent
import Tracking
import TrackingStore

/// Everything a command needs: the store, the client, the poller and the outbox of one profile.
struct Session: Sendable {
    let profile: Profile
    /// Where the server is, for people.
    let origin: String
    let store: TrackingStore
    /// Why the store can only be read; nil where it can be written.
    let storeProblem: String?
    /// Why nothing may be changed, in one sentence; nil where it may.
    let readOnlyReason: String?
    /// Whether the flag said so.
    let isReadOnlyByFlag: Bool
    let client: MintClient
    let operations: TrackedService
    /// What the server's answers tell of its clock.
    let serverClock: SharedServerClock
    /// Which links of the server are used.
    let linkPolicy: LinkPolicy
    /// Fetches files, without any key.
    let fileTransport: AsyncFileTransport
    /// The documentation agent beside it; nil where there is none.
    let agent: AgentService?
    /// Why there is none although one was asked for; nil where there is one, or none was asked for.
    let agentProblem: String?
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
            return try await EmbeddedServer(
                folder: folder + "/local", mayForget: opened.problem != nil
            ).whileRunning { address in
                guard let key = APIKey(address.apiKey) else {
                    throw CommandFailure("The local key is broken.", .unavailable)
                }
                var profile = profile
                if profile.agent == nil, profile.agentProblem == nil { profile.agent = try AgentPlace(address) }
                let isOwnAgent = profile.agent?.id == AgentPlace.localID
                return try await connected(profile, opened, options, try MintBaseURL(address.url), key) { session in
                    if session.storeProblem == nil {
                        try await session.operations.trackSeed(address.seededOperationIDs)
                        if isOwnAgent { try await session.agent?.service.trackSeed(address.seededJobIDs) }
                    }
                    return try await body(session)
                }
            }
        }
    }

    private static func connected<Value: Sendable>(
        _ profile: Profile, _ opened: OpenedStore, _ options: ServerOptions, _ baseURL: MintBaseURL, _ key: APIKey,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let connections = AsyncHTTPTransport(clock: ContinuousClock())
        let (requests, log) = AsyncStream.makeStream(
            of: RequestLogEntry.self, bufferingPolicy: .bufferingNewest(200))
        func transport(_ rules: RetryRules = RetryRules()) -> RetryingTransport {
            RetryingTransport(
                connections, rules: rules, clock: ContinuousClock(), now: { Date() },
                random: { Double.random(in: 0..<1) }, log: { log.yield($0) })
        }
        guard let linkPolicy = LinkPolicy(server: baseURL.description) else {
            throw CommandFailure("The address \(baseURL) has no host that links could be compared with.", .usage)
        }
        let files = AsyncFileTransport(clock: ContinuousClock(), access: FileAccess(linkPolicy))
        let serverClock = SharedServerClock()
        let client = MintClient(
            baseURL: baseURL, key: key, transport: transport(), now: { Date() }, sawDate: serverClock.note)
        // The outbox has waits of its own, so a change goes out once for each of its tries.
        let sender = MintClient(
            baseURL: baseURL, key: key, transport: transport(RetryRules(maximumAttempts: 1)), now: { Date() },
            sawDate: serverClock.note)
        let session = Session(
            profile: profile, origin: baseURL.description, store: opened.store, storeProblem: opened.problem,
            readOnlyReason: readOnlyReason(profile, options, opened), isReadOnlyByFlag: options.readOnly,
            client: client,
            operations: TrackedService(
                ServiceCalls(client, sender: sender), rules: profile.pollRules,
                storage: opened.store.storage(for: profile.id), serverClock: serverClock),
            serverClock: serverClock, linkPolicy: linkPolicy, fileTransport: files,
            agent: profile.agent.map {
                AgentService($0, transport: transport(), storage: opened.store.storage(for: $0.id))
            },
            agentProblem: profile.agentProblem, requests: requests)
        let result: Result<Value, any Error>
        do {
            try await session.agent?.countEarlier()
            result = .success(try await body(session))
        } catch {
            result = .failure(error)
        }
        try await files.shutdown()
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
}

extension Session {
    /// The files of this profile's server.
    var files: SubjectFiles {
        SubjectFiles(
            client: client, operations: operations,
            fetcher: FileFetcher(transport: fileTransport, policy: linkPolicy))
    }

    /// Downloads files of this profile's server.
    var downloader: Downloader {
        Downloader(transport: fileTransport, policy: linkPolicy, clock: ContinuousClock(), now: { Date() })
    }

    /// The services of this profile, Mint first.
    var services: [TrackedService] { [operations] + (agent.map { [$0.service] } ?? []) }

    /// Whether a person at a screen may lift what keeps it read-only.
    var isArmable: Bool {
        readOnlyReason != nil && !isReadOnlyByFlag && storeProblem == nil && profile.readOnly == .untilArmed
    }

    /// Keeps the operations and the jobs up to date until the task is canceled.
    func poll() async {
        await withDiscardingTaskGroup { group in
            for service in services { group.addTask { await service.poll() } }
        }
    }
}
