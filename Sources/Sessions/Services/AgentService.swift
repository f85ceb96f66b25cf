import Foundation
import HTTPTransport
import LocalMint
package import MintDomain
package import MintlifyAgent
import ServiceClient
package import Tracking

/// The address, the project and the key of a documentation agent.
package struct AgentPlace: Sendable {
    package let baseURL: MintlifyBaseURL
    package let project: MintlifyProjectID
    let key: MintlifyKey
    /// The profile of its stored jobs.
    let id: ProfileID
    /// The policy for links in its responses.
    package let linkPolicy: LinkPolicy

    /// - Throws: `InvalidInput` for a server whose host is neither a name nor an unambiguous address.
    init(
        baseURL: MintlifyBaseURL, project: MintlifyProjectID, key: MintlifyKey, id: ProfileID
    ) throws(InvalidInput) {
        guard let linkPolicy = LinkPolicy(server: baseURL.description) else {
            throw InvalidInput("The address \(baseURL) has no host that links could be compared with.")
        }
        (self.baseURL, self.project, self.key, self.id) = (baseURL, project, key, id)
        self.linkPolicy = linkPolicy
    }
}

extension AgentPlace {
    /// The profile of the embedded server's stored jobs.
    static let localID = ProfileID("mintlify|embedded")

    /// The agent of the embedded server.
    init(_ address: LocalMint.ServerAddress) throws(InvalidInput) {
        try self.init(
            baseURL: MintlifyBaseURL(address.url), project: MintlifyProjectID(address.mintlifyProjectID),
            key: MintlifyKey(address.mintlifyApiKey), id: Self.localID)
    }
}

/// The documentation agent of a profile.
package struct AgentService: Sendable {
    package let client: MintlifyClient
    /// The policy for links in its responses.
    package let linkPolicy: LinkPolicy
    package let service: TrackedService

    /// The transport must obey `HTTPRequest.retries`; the storage is the agent's part of the store.
    init(_ place: AgentPlace, transport: any HTTPTransport, storage: any TrackingStorage, clocks: Clocks) {
        let serverClock = SharedServerClock()
        let client = MintlifyClient(
            baseURL: place.baseURL, project: place.project, key: place.key, transport: transport, now: clocks.now,
            sawDate: serverClock.note)
        self.client = client
        linkPolicy = place.linkPolicy
        service = TrackedService(
            ServiceCalls(client, now: clocks.now), rules: .agentJobs, numbers: .agentJobs, storage: storage,
            serverClock: serverClock,
            clocks: clocks)
    }

    /// Counts the requests of all processes in the last hour against the hourly budget. Must precede the first send.
    func countEarlier() async {
        let hour: TimeInterval = 3600
        // `try?`: a store that cannot be read cannot be written either, so nothing is sent.
        guard let times = try? await service.storage.sendTimes(since: service.clocks.now() - hour) else { return }
        await service.outbox.countEarlier(times)
    }

    /// The messages to a job that were sent from this store, oldest first.
    package func conversation(with id: OperationID) async throws(TrackingStorageError) -> [JobMessage] {
        try await service.storage.conversation(with: id).compactMap { JobMessage($0) }
    }
}
