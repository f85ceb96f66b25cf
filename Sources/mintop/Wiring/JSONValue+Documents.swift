import Foundation
import Wire

/// What the commands print is made of `Wire.JSONValue`, with a member for everything and `null` where there is nothing.
extension JSONValue {
    /// A time in UTC with milliseconds, such as `2026-11-21T04:05:06.789Z`.
    static func orNull(_ date: Date?) -> JSONValue {
        date.map { .string($0.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))) } ?? .null
    }

    /// A number that may be no whole one.
    static func orNull(_ number: Double?) -> JSONValue {
        number.map(JSONValue.number) ?? .null
    }

    /// The object with its schema's name in it.
    func marked(_ schema: String) -> JSONValue {
        guard var members = object else { return self }
        members["schema"] = .string(schema)
        return .object(members)
    }
}
