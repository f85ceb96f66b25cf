/// `GET /v1/usage`: only the three top-level keys are sure (seed), so what is inside stays open JSON.
package struct UsageWire: Sendable, Hashable {
    package var credits: JSONValue?
    package var subscription: JSONValue?
    package var apiUsage: JSONValue?

    package init(credits: JSONValue?, subscription: JSONValue?, apiUsage: JSONValue?) {
        self.credits = credits
        self.subscription = subscription
        self.apiUsage = apiUsage
    }
}

extension UsageWire: Codable {
    private enum Key: String, CodingKey {
        case object, credits, subscription, apiUsage
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        credits = fields.tolerant(.credits)
        subscription = fields.tolerant(.subscription)
        apiUsage = fields.tolerant(.apiUsage)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode("usage", forKey: .object)
        try fields.encode(credits, forKey: .credits)
        try fields.encode(subscription, forKey: .subscription)
        try fields.encode(apiUsage, forKey: .apiUsage)
    }
}

/// `GET /v1/me`: whom the key belongs to.
package struct MeWire: Sendable, Hashable {
    /// A `0x` address.
    package var userId: String?
    package var email: String?
    package var authenticationType: String?
    package var scopes: [String]

    package init(userId: String?, email: String?, authenticationType: String?, scopes: [String]) {
        self.userId = userId
        self.email = email
        self.authenticationType = authenticationType
        self.scopes = scopes
    }
}

extension MeWire: Codable {
    package init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        userId = json["owner"]?["userId"]?.string
        email = json["owner"]?["email"]?.string
        authenticationType = json["authentication"]?["type"]?.string
        scopes = json["authentication"]?["scopes"]?.array?.compactMap(\.string) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        let json: JSONValue = .object([
            "object": .string("me"),
            "owner": .object(["userId": .orNull(userId), "email": .orNull(email)]),
            "authentication": .object([
                "type": .orNull(authenticationType), "scopes": .array(scopes.map(JSONValue.string)),
            ]),
        ])
        try json.encode(to: encoder)
    }
}
