package import BoundedJSON

/// One documentation job of the Mintlify agent.
///
/// Reading requires only `id` and `status`; writing includes every field, null if empty.
package struct AgentJobWire: Sendable, Hashable {
    package var id: String
    /// `active`, `completed`, `failed`, `archived`, or an unknown word.
    package var status: String
    package var source: AgentSourceWire?
    package var model: String?
    /// The pull request, if there is one.
    package var prLink: String?
    /// RFC 3339 date-time, as is `archivedAt`.
    package var createdAt: String?
    package var archivedAt: String?

    package init(id: String, status: String) {
        self.id = id
        self.status = status
    }
}

/// The repository of a job's documentation.
package struct AgentSourceWire: Sendable, Hashable {
    /// `owner/name`.
    package var repository: String?
    /// A branch, tag or commit; nil for the default branch.
    package var ref: String?

    package init(repository: String?, ref: String?) {
        self.repository = repository
        self.ref = ref
    }
}

/// The body of creating a job or sending it a message.
package struct AgentPromptWire: Sendable, Hashable, Codable {
    /// At least 1 character.
    package var prompt: String

    package init(prompt: String) {
        self.prompt = prompt
    }
}

/// The error body of the agent service; not problem+json.
package struct AgentErrorWire: Sendable, Hashable, Encodable {
    package var error: String

    package init(error: String) {
        self.error = error
    }

    package init(_ json: JSONValue) throws(JSONFault) {
        error = try json.requiredText("error")
    }
}

extension AgentSourceWire {
    /// Nil if not an object.
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        repository = json["repository"]?.string
        ref = json["ref"]?.string
    }
}

extension AgentSourceWire: Encodable {
    private enum Key: String, CodingKey {
        case repository, ref
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(repository, forKey: .repository)
        try fields.encode(ref, forKey: .ref)
    }
}

extension AgentJobWire {
    package init(_ json: JSONValue) throws(JSONFault) {
        id = try json.requiredText("id")
        status = try json.requiredText("status")
        source = json["source"].flatMap(AgentSourceWire.init)
        model = json["model"]?.string
        prLink = json["prLink"]?.string
        createdAt = json["createdAt"]?.string
        archivedAt = json["archivedAt"]?.string
    }
}

extension AgentJobWire: Encodable {
    private enum Key: String, CodingKey {
        case id, status, source, model, prLink, createdAt, archivedAt
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(status, forKey: .status)
        try fields.encode(source, forKey: .source)
        try fields.encode(model, forKey: .model)
        try fields.encode(prLink, forKey: .prLink)
        try fields.encode(createdAt, forKey: .createdAt)
        try fields.encode(archivedAt, forKey: .archivedAt)
    }
}
