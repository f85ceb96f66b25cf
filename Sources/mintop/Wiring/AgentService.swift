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
        self.client = client
        service = TrackedService(
            ServiceCalls(client), rules: .agentJobs, numbers: .agentJobs, storage: storage, serverClock: serverClock)
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
