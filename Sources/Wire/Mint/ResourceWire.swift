package import BoundedJSON

/// A World or a Model, as the list and read routes return it.
///
/// Reading requires only `id`; writing includes every required key.
package struct ResourceWire: Sendable, Hashable {
    /// `world` or `model`.
    package var object: String?
    package var id: String
    package var name: String?
    package var prompt: String?
    package var status: String?
    /// `preview`, `final` or nil.
    package var assetStage: String?
    /// `workflowStage` and `lastError`; it holds no operation id.
    package var operation: ResourceOperationWire?
    package var mintUrl: String?
    package var assets: JSONValue?
    package var createdAt: String?
    package var updatedAt: String?

    package init(object: String, id: String) {
        self.object = object
        self.id = id
    }
}

/// The workflow state of a resource.
package struct ResourceOperationWire: Sendable, Hashable {
    package var workflowStage: String?
    package var lastError: String?

    package init(workflowStage: String?, lastError: String?) {
        self.workflowStage = workflowStage
        self.lastError = lastError
    }
}

extension ResourceOperationWire {
    /// Nil if not an object.
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        workflowStage = json["workflowStage"]?.string
        lastError = json["lastError"]?.string
    }
}

extension ResourceOperationWire: Encodable {
    private enum Key: String, CodingKey {
        case workflowStage, lastError
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(workflowStage, forKey: .workflowStage)
        try fields.encode(lastError, forKey: .lastError)
    }
}

extension ResourceWire {
    package init(_ json: JSONValue) throws(JSONFault) {
        id = try json.requiredText("id")
        object = json["object"]?.string
        name = json["name"]?.string
        prompt = json["prompt"]?.string
        status = json["status"]?.string
        assetStage = json["assetStage"]?.string
        operation = json["operation"].flatMap(ResourceOperationWire.init)
        mintUrl = json["mintUrl"]?.string
        assets = json["assets"]
        createdAt = json["createdAt"]?.string
        updatedAt = json["updatedAt"]?.string
    }
}

extension ResourceWire: Encodable {
    private enum Key: String, CodingKey {
        case object, id, name, prompt, status, assetStage, operation, mintUrl, assets, createdAt, updatedAt
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(object, forKey: .object)
        try fields.encode(id, forKey: .id)
        try fields.encode(name, forKey: .name)
        try fields.encode(prompt, forKey: .prompt)
        try fields.encode(status, forKey: .status)
        try fields.encode(assetStage, forKey: .assetStage)
        try fields.encode(operation, forKey: .operation)
        try fields.encode(mintUrl, forKey: .mintUrl)
        try fields.encode(assets, forKey: .assets)
        try fields.encode(createdAt, forKey: .createdAt)
        try fields.encode(updatedAt, forKey: .updatedAt)
    }
}

/// One page of a cursor-paged list. `data` stays raw, so that a broken element does not break the others.
package struct ListWire: Sendable, Hashable, Encodable {
    package var data: [JSONValue]
    package var pagination: PaginationWire

    package init(data: [JSONValue], pagination: PaginationWire) {
        self.data = data
        self.pagination = pagination
    }

    /// Reads a page; without `pagination` it is the last one.
    package init(_ json: JSONValue) throws(JSONFault) {
        data = try json.requiredList("data")
        pagination = PaginationWire(json["pagination"] ?? .null)
    }
}

/// The `pagination` of a list: a null or absent `nextCursor` means the last page, and so does a false `hasMore`.
package struct PaginationWire: Sendable, Hashable {
    package var nextCursor: String?
    package var hasMore: Bool?

    package init(nextCursor: String?, hasMore: Bool) {
        self.nextCursor = nextCursor
        self.hasMore = hasMore
    }
}

extension PaginationWire {
    package init(_ json: JSONValue) {
        nextCursor = json["nextCursor"]?.string
        if case .bool(let value)? = json["hasMore"] { hasMore = value }
    }
}

extension PaginationWire: Encodable {
    private enum Key: String, CodingKey {
        case nextCursor, hasMore
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(nextCursor, forKey: .nextCursor)
        try fields.encode(hasMore, forKey: .hasMore)
    }
}
