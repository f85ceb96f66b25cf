package import BoundedJSON
import Foundation

/// Any JSON document.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The members of an object; nil for other kinds.
    package var object: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements of an array; nil for other kinds.
    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The text of a string; nil for other kinds.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a whole number; nil for other values.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The value of a number; nil for other values.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The member of an object; nil if absent or null, or if this is not an object.
    package subscript(_ key: String) -> JSONValue? {
        guard let member = object?[key], member != .null else { return nil }
        return member
    }

    /// The string, or JSON null for nil.
    package static func orNull(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// The integer, or JSON null for nil.
    package static func orNull(_ value: Int?) -> JSONValue {
        value.map { .integer(Int64($0)) } ?? .null
    }
}

extension JSONValue: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// The document as text with sorted keys, without spaces and escaped slashes.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not know.
    package func encoded() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Returns the text of a required member.
    ///
    /// - Throws: `JSONFault` naming the member.
    package func requiredText(_ name: String) throws(JSONFault) -> String {
        guard let members = object else { throw .isNot("an object") }
        switch members[name] {
        case .string(let text): return text
        case .null?: throw .null(name)
        case nil: throw .missing(name)
        default: throw .memberIsNot(name, kind: "a text")
        }
    }

    /// Returns the elements of a required list.
    ///
    /// - Throws: `JSONFault` naming the member.
    package func requiredList(_ name: String) throws(JSONFault) -> [JSONValue] {
        guard let members = object else { throw .isNot("an object") }
        guard let member = members[name] else { throw .missing(name) }
        guard let elements = member.array else { throw .memberIsNot(name, kind: "a list") }
        return elements
    }
}
