import BoundedJSON
import HTTPTransport
import MintDomain
import Wire

extension MintDomain.Operation {
    /// Reads a job, of which only `id` and `status` are required; nil for an invalid id.
    ///
    /// The service gives no end time except that of archiving, and never the prompt.
    init?(job json: JSONValue) throws(JSONFault) {
        let (name, status) = (try json.requiredText("id"), try json.requiredText("status"))
        guard let id = OperationID(name) else { return nil }
        self.init(id: id, kind: .agentJob, status: OperationStatus(agentWord: status))
        let archivedAt = Timestamp.parse(json["archivedAt"]?.string)
        createdAt = Timestamp.parse(json["createdAt"]?.string)
        canceledAt = archivedAt
        job = JobFacts(
            repository: json["source"]?["repository"]?.string, ref: json["source"]?["ref"]?.string,
            model: json["model"]?.string, pullRequestURL: json["prLink"]?.string, archivedAt: archivedAt,
            rawStatus: status)
    }
}
