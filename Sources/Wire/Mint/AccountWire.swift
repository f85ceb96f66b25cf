package import BoundedJSON

/// `GET /v1/usage`: only the three top-level keys are certain; their contents are open JSON.
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

extension UsageWire {
    package init(_ json: JSONValue) throws(JSONFault) {
        guard json.object != nil else { throw .isNot("an object") }
        credits = json["credits"]
        subscription = json["subscription"]
        apiUsage = json["apiUsage"]
    }
}

extension UsageWire: Encodable {
    private enum Key: String, CodingKey {
        case object, credits, subscription, apiUsage
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode("usage", forKey: .object)
        try fields.encode(credits, forKey: .credits)
        try fields.encode(subscription, forKey: .subscription)
        try fields.encode(apiUsage, forKey: .apiUsage)
    }
}

/// `GET /v1/me`: the owner of the key.
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

extension MeWire {
    package init(_ json: JSONValue) {
        userId = json["owner"]?["userId"]?.string
        email = json["owner"]?["email"]?.string
        authenticationType = json["authentication"]?["type"]?.string
        scopes = json["authentication"]?["scopes"]?.array?.compactMap(\.string) ?? []
    }
}

extension MeWire: Encodable {
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
