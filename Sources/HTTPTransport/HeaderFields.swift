/// The header fields of a request or response. Names are case-insensitive; values are never printed.
package struct HeaderFields: Sendable {
    /// One field, with its name as given or received.
    package struct Field: Sendable {
        package var name: String
        package var value: String
    }

    /// All fields in the order given or received; a name may occur more than once.
    package private(set) var fields: [Field]

    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The first value of that name, if any. Setting replaces every field of the name.
    package subscript(_ name: String) -> String? {
        get { fields.first { Self.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { Self.isSame($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }
}

extension HeaderFields: Discreet {
    /// The names only, because values may hold keys.
    package var description: String { "[\(fields.map(\.name).joined(separator: ", "))]" }
}

extension HeaderFields.Field: Discreet {
    /// The name only, because the value may hold a key.
    package var description: String { name }
}
