import HTTPTransport
import MintDomain
import Wire

extension MintDomain.Operation {
    /// Reads a job; nil only for an invalid id.
    ///
    /// The service gives no end time except that of archiving, and never the prompt.
    init?(_ wire: AgentJobWire) {
        guard let id = OperationID(wire.id) else { return nil }
        self.init(id: id, kind: .agentJob, status: OperationStatus(agentWord: wire.status))
        let archivedAt = Timestamp.parse(wire.archivedAt)
        createdAt = Timestamp.parse(wire.createdAt)
        canceledAt = archivedAt
        job = JobFacts(
            repository: wire.source?.repository, ref: wire.source?.ref, model: wire.model,
            pullRequestURL: wire.prLink, archivedAt: archivedAt, rawStatus: wire.status)
    }
}
