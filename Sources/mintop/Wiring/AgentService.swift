import Foundation
import HTTPTransport
import LocalMint
import MintDomain
import MintlifyAgent
import Tracking
import TrackingStore

/// Where a documentation agent is, and the key that opens it.
struct AgentPlace: Sendable {
    var baseURL: MintlifyBaseURL
    var project: MintlifyProjectID
    var key: MintlifyKey
    /// Under which its jobs are stored.
    var id: ProfileID
}

extension AgentPlace {
    /// Under which the jobs of the embedded server are stored.
    static let localID = ProfileID("mintlify|embedded")

    /// The agent of the embedded server.
    init(_ address: LocalMint.ServerAddress) throws(InvalidInput) {
        self.init(
            baseURL: try MintlifyBaseURL(address.url), project: try MintlifyProjectID(address.mintlifyProjectID),
            key: try MintlifyKey(address.mintlifyApiKey), id: Self.localID)
    }
}

/// The documentation agent beside a profile's Mint.
struct AgentService: Sendable {
    let client: MintlifyClient
    let service: TrackedService

    /// - Parameters:
    ///   - place: where the agent is, and its key.
    ///   - transport: obeys `HTTPRequest.retries`.
    ///   - storage: the agent's own share of the store.
    init(_ place: AgentPlace, transport: any HTTPTransport, storage: ProfileStorage) {
        let serverClock = SharedServerClock()
        let client = MintlifyClient(
            baseURL: place.baseURL, project: place.project, key: place.key, transport: transport, now: { Date() },
            sawDate: serverClock.note)
        let clock = ContinuousClock()
        let keeper = LeaseKeeper(clock: clock, storage: storage)
        let poller = OperationPoller(storage, keeper, rules: .agentJobs, serverClock: serverClock) {
            try await client.poll($0)
        }
        let refusals = Refusals()
        let parts = OutboxParts(storage: storage, agent: client, poller: poller, refusals: refusals)
        self.client = client
        service = TrackedService(
            storage: storage, keeper: keeper, poller: poller,
            outbox: Outbox(clock: clock, numbers: .agentJobs, parts: parts), refusals: refusals)
    }

    /// Counts what any process sent in the last hour against the hour's budget; call it before anything is sent.
    func countEarlier() async throws(TrackingStorageError) {
        let hour: TimeInterval = 3600
        await service.outbox.countEarlier(try await service.storage.sendTimes(since: Date(timeIntervalSinceNow: -hour)))
    }

    /// What was said to a job from here, the oldest first.
    func conversation(with id: OperationID) async throws(TrackingStorageError) -> [JobMessage] {
        try await service.storage.conversation(with: id).compactMap { JobMessage($0) }
    }
}

extension OutboxParts {
    /// The parts for the agent, whose server knows no idempotency keys.
    ///
    /// - Parameters:
    ///   - storage: keeps the rows.
    ///   - agent: fixes requests, sends them and reads jobs again.
    ///   - poller: takes the answers, and counts the requests.
    ///   - refusals: is told why an attempt failed.
    fileprivate init(storage: ProfileStorage, agent: MintlifyClient, poller: OperationPoller, refusals: Refusals) {
        self.init(
            makeKey: { .unused() },
            prepare: { try agent.prepare($0, key: $1, now: Date()) },
            insert: { try await storage.insert($0) },
            compareAndSet: { try await storage.transition($0, from: [$1.phase], to: $2, at: Date()) },
            send: { entry in
                await poller.countRequest()
                do throws(MintlifyError) {
                    let reading = try await agent.send(entry)
                    await poller.serverAnswered()
                    return .accepted(reading)
                } catch {
                    if error != .cancelled {
                        await poller.serverFailed(error.readFailure)
                        refusals.note(CommandFailure(error).status, for: entry.key)
                    }
                    return .failed(
                        error.description, isOutcomeUnknown: error.isOutcomeUnknown, isPassing: error.isPassing,
                        retryAfter: error.retryAfter)
                }
            },
            absorb: { await poller.absorb($0) },
            reread: { id in
                await poller.countRequest()
                // `try?`: what cannot be read now is read by the poller when the server can be reached again.
                guard let reading = try? await agent.job(id) else { return }
                await poller.absorb(reading)
            },
            now: { Date() }, random: { Double.random(in: 0...1) })
    }
}
