package import Foundation
package import Wire

/// Documents contain every member; a missing value is `null`.
extension JSONValue {
    /// A time in UTC with milliseconds, such as `2026-11-21T04:05:06.789Z`.
    package static func orNull(_ date: Date?) -> JSONValue {
        date.map { .string($0.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))) } ?? .null
    }

    package static func orNull(_ number: Double?) -> JSONValue {
        number.map(JSONValue.number) ?? .null
    }

    /// The object with the member `schema`.
    package func marked(_ schema: String) -> JSONValue {
        guard var members = object else { return self }
        members["schema"] = .string(schema)
        return .object(members)
    }
}
