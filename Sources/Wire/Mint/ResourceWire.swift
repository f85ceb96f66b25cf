/// A World or a Model as the list and read routes give it (contract/README.md A6).
///
/// Reading relies on `id` alone; writing emits every required key.
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

/// Where the making of a resource stands.
package struct ResourceOperationWire: Sendable, Hashable {
    package var workflowStage: String?
    package var lastError: String?

    package init(workflowStage: String?, lastError: String?) {
        self.workflowStage = workflowStage
        self.lastError = lastError
    }
}

extension ResourceOperationWire: Codable {
    private enum Key: String, CodingKey {
        case workflowStage, lastError
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        workflowStage = fields.tolerant(.workflowStage)
        lastError = fields.tolerant(.lastError)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(workflowStage, forKey: .workflowStage)
        try fields.encode(lastError, forKey: .lastError)
    }
}

extension ResourceWire: Codable {
    private enum Key: String, CodingKey {
        case object, id, name, prompt, status, assetStage, operation, mintUrl, assets, createdAt, updatedAt
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        object = fields.tolerant(.object)
        name = fields.tolerant(.name)
        prompt = fields.tolerant(.prompt)
        status = fields.tolerant(.status)
        assetStage = fields.tolerant(.assetStage)
        operation = fields.tolerant(.operation)
        mintUrl = fields.tolerant(.mintUrl)
        assets = fields.tolerant(.assets)
        createdAt = fields.tolerant(.createdAt)
        updatedAt = fields.tolerant(.updatedAt)
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

/// One page of a cursor-paged list. `data` keeps its elements raw, so that one broken element costs only itself.
package struct ListWire: Sendable, Hashable, Codable {
    package var data: [JSONValue]
    package var pagination: PaginationWire

    package init(data: [JSONValue], pagination: PaginationWire) {
        self.data = data
        self.pagination = pagination
    }
}

/// `pagination` of a list: null or absent `nextCursor` means the last page, and so does a false `hasMore`.
package struct PaginationWire: Sendable, Hashable {
    package var nextCursor: String?
    package var hasMore: Bool?

    package init(nextCursor: String?, hasMore: Bool) {
        self.nextCursor = nextCursor
        self.hasMore = hasMore
    }
}

extension PaginationWire: Codable {
    private enum Key: String, CodingKey {
        case nextCursor, hasMore
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        nextCursor = fields.tolerant(.nextCursor)
        hasMore = fields.tolerant(.hasMore)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(nextCursor, forKey: .nextCursor)
        try fields.encode(hasMore, forKey: .hasMore)
    }
}
