/// One documentation job of the Mintlify agent (contract/README.md part B).
///
/// Reading relies on `id` and `status` alone; writing emits every field, null where it is empty.
package struct AgentJobWire: Sendable, Hashable {
    package var id: String
    /// `active`, `completed`, `failed`, `archived`, or a word this program does not know.
    package var status: String
    package var source: AgentSourceWire?
    package var model: String?
    /// The pull request; nil while there is none.
    package var prLink: String?
    /// RFC 3339 date-time, as is `archivedAt`.
    package var createdAt: String?
    package var archivedAt: String?

    package init(id: String, status: String) {
        self.id = id
        self.status = status
    }
}

/// Where the documentation of a job lives.
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

/// Body of creating a job and of sending it a message.
package struct AgentPromptWire: Sendable, Hashable, Codable {
    /// At least 1 character.
    package var prompt: String

    package init(prompt: String) {
        self.prompt = prompt
    }
}

/// What the agent service says when it refuses; not problem+json.
package struct AgentErrorWire: Sendable, Hashable, Codable {
    package var error: String

    package init(error: String) {
        self.error = error
    }
}

extension AgentSourceWire: Codable {
    private enum Key: String, CodingKey {
        case repository, ref
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        repository = fields.tolerant(.repository)
        ref = fields.tolerant(.ref)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(repository, forKey: .repository)
        try fields.encode(ref, forKey: .ref)
    }
}

extension AgentJobWire: Codable {
    private enum Key: String, CodingKey {
        case id, status, source, model, prLink, createdAt, archivedAt
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        status = try fields.decode(String.self, forKey: .status)
        source = fields.tolerant(.source)
        model = fields.tolerant(.model)
        prLink = fields.tolerant(.prLink)
        createdAt = fields.tolerant(.createdAt)
        archivedAt = fields.tolerant(.archivedAt)
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
