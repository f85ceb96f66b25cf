package import AssetFiles
import CommandOutput
import UserConfiguration
import Foundation
package import HTTPTransport
import LocalMint
package import MintAPI
package import MintDomain
import MintlifyAgent
import ServiceClient
import Tracking
package import TrackingStore

/// The context of a command: the store, the client, the poller and the outbox of one profile.
package struct Session: Sendable {
    package let profile: Profile
    /// The address of the server, for display.
    package let origin: String
    package let store: TrackingStore
    /// The reason why the store is read-only; nil if it is writable.
    package let storeProblem: String?
    /// Notes about the store, one or two sentences each; empty for a command, which has printed them.
    package let storeNews: [String]
    /// The reason why changes are refused, in one sentence; nil if they are allowed.
    package let readOnlyReason: String?
    /// Whether `--read-only` is set.
    let isReadOnlyByFlag: Bool
    package let client: MintClient
    package let operations: TrackedService
    /// The clock offset of the server, from its responses.
    package let serverClock: SharedServerClock
    /// The policy for links from the server.
    package let linkPolicy: LinkPolicy
    /// Fetches files, without any key.
    let fileTransport: AsyncFileTransport
    /// The documentation agent of the profile; nil if there is none.
    package let agent: AgentService?
    /// The reason why a configured agent is missing; nil if it exists or none is configured.
    package let agentProblem: String?
    /// Every attempt to reach the server; buffers the newest 200.
    package let requests: AsyncStream<RequestLogEntry>
    /// Requests to Mint that have had no response for long.
    package let silences: AsyncStream<RequestSilence>
    package let clocks: Clocks

    /// Opens the store of the profile, starts the embedded server if the profile needs it, and runs the body. Closes
    /// all of them when the body returns or throws.
    ///
    /// With `isScreen`, problems are shown instead of failing: the store may be read-only, and settings without a
    /// usable profile select the embedded server.
    /// - Throws: `CommandFailure`, `StoreError`, or what the body throws.
    package static func run<Value: Sendable>(
        _ selection: ServerSelection, clocks: Clocks, isScreen: Bool = false,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        try ProcessLimits.check()
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let choice =
            isScreen
            ? try settings.choice(profile: selection.profile, isLocal: selection.isLocal)
            : try settings.soundChoice(selection)
        let keys = KeyRing(environment: settings.environment, clock: clocks.monotonic)
        let profile = try await settings.profile(choice, keys: keys)
        let folder = try settings.stateFolder()
        let opened = try OpenedStore(path: folder + "/mintop.sqlite", mayOnlyRead: isScreen, now: clocks.now())
        let result: Result<Value, any Error>
        do {
            let news = await opened.news()
            if !isScreen { for sentence in news { Output.complain(sentence) } }
            result = .success(try await run(profile, opened, isScreen ? news : [], selection, clocks, folder, body))
        } catch {
            result = .failure(error)
        }
        try opened.store.close()
        return try result.get()
    }

    private static func run<Value: Sendable>(
        _ profile: Profile, _ opened: OpenedStore, _ news: [String], _ selection: ServerSelection, _ clocks: Clocks,
        _ folder: String,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        switch profile.server {
        case .remote(let baseURL, let key):
            return try await connected(profile, opened, news, selection, clocks, baseURL, key, body)
        case .embedded:
            return try await EmbeddedServer(
                folder: folder + "/local", now: clocks.now, mayForget: opened.problem != nil
            ).whileRunning { address in
                guard let key = APIKey(address.apiKey) else {
                    throw CommandFailure("The local key is broken.", .unavailable)
                }
                var profile = profile
                if profile.agent == nil, profile.agentProblem == nil { profile.agent = try AgentPlace(address) }
                let isOwnAgent = profile.agent?.id == AgentPlace.localID
                return try await connected(
                    profile, opened, news, selection, clocks, try MintBaseURL(address.url), key
                ) { session in
                    if session.storeProblem == nil {
                        try await session.operations.trackSeed(address.seededOperationIDs) {
                            try await session.client.operation($0, retries: .never)
                        }
                        if isOwnAgent, let agent = session.agent {
                            try await agent.service.trackSeed(address.seededJobIDs) { try await agent.client.job($0) }
                        }
                    }
                    return try await body(session)
                }
            }
        }
    }

    private static func connected<Value: Sendable>(
        _ profile: Profile, _ opened: OpenedStore, _ news: [String], _ selection: ServerSelection,
        _ clocks: Clocks, _ baseURL: MintBaseURL,
        _ key: APIKey,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        let connections = AsyncHTTPTransport(clock: clocks.monotonic)
        let (requests, log) = AsyncStream.makeStream(
            of: RequestLogEntry.self, bufferingPolicy: .bufferingNewest(200))
        func transport(_ rules: RetryRules = RetryRules()) -> RetryingTransport {
            RetryingTransport(
                connections, rules: rules, clock: clocks.monotonic, now: clocks.now,
                random: { Double.random(in: 0..<1) }, log: { log.yield($0) })
        }
        let (silences, silence) = AsyncStream.makeStream(of: RequestSilence.self)
        func watched(_ transport: RetryingTransport) -> SilenceTellingTransport {
            SilenceTellingTransport(
                transport, limit: .seconds(LinkState.longestWait), clock: clocks.monotonic, now: clocks.now,
                tell: { silence.yield($0) })
        }
        let linkPolicy = try LinkPolicy.ofServer(baseURL.description)
        let files = AsyncFileTransport(clock: clocks.monotonic, access: FileAccess(linkPolicy))
        let serverClock = SharedServerClock()
        let client = MintClient(
            baseURL: baseURL, key: key, transport: watched(transport()), now: clocks.now, sawDate: serverClock.note)
        // The outbox has its own retry delays, so each call sends a change once.
        let sender = MintClient(
            baseURL: baseURL, key: key, transport: watched(transport(RetryRules(maximumAttempts: 1))),
            now: clocks.now, sawDate: serverClock.note)
        let session = Session(
            profile: profile, origin: baseURL.description, store: opened.store, storeProblem: opened.problem,
            storeNews: news,
            readOnlyReason: readOnlyReason(profile, selection, opened), isReadOnlyByFlag: selection.isReadOnly,
            client: client,
            operations: TrackedService(
                ServiceCalls(client, sender: sender, now: clocks.now), rules: profile.pollRules,
                storage: opened.store.storage(for: profile.id), serverClock: serverClock, clocks: clocks),
            serverClock: serverClock, linkPolicy: linkPolicy, fileTransport: files,
            agent: profile.agent.map {
                AgentService(
                    $0, transport: transport(), storage: opened.store.storage(for: $0.id), clocks: clocks)
            },
            agentProblem: profile.agentProblem, requests: requests, silences: silences, clocks: clocks)
        let result: Result<Value, any Error>
        do {
            await session.agent?.countEarlier()
            result = .success(try await body(session))
        } catch {
            result = .failure(error)
        }
        try await files.shutdown()
        try await connections.shutdown()
        return try result.get()
    }

    private static func readOnlyReason(
        _ profile: Profile, _ selection: ServerSelection, _ opened: OpenedStore
    ) -> String? {
        if selection.isReadOnly { return "This is read-only (--read-only): nothing was changed." }
        if let problem = opened.problem { return problem }
        switch profile.readOnly {
        case .off: return nil
        case .on: return "The profile “\(profile.name)” is read-only: nothing was changed."
        case .untilArmed: return "The profile “\(profile.name)” is read-only until it is armed: nothing was changed."
        }
    }
}

extension Session {
    /// The assets of this profile's server.
    package var files: SubjectFiles {
        SubjectFiles(
            client: client, operations: operations,
            fetcher: FileFetcher(transport: fileTransport, policy: linkPolicy))
    }

    package var downloader: Downloader {
        Downloader(transport: fileTransport, policy: linkPolicy, clock: clocks.monotonic, now: clocks.now)
    }

    /// The services of this profile, Mint first.
    package var services: [TrackedService] { [operations] + (agent.map { [$0.service] } ?? []) }

    /// Whether the user may lift the read-only mode in the dashboard.
    package var isArmable: Bool {
        readOnlyReason != nil && !isReadOnlyByFlag && storeProblem == nil && profile.readOnly == .untilArmed
    }

    /// Polls all services until the task is canceled.
    package func poll() async {
        await withDiscardingTaskGroup { group in
            for service in services { group.addTask { await service.poll() } }
        }
    }
}
