package import Foundation

/// Reads the date-times of the API (RFC 3339): with `Z` or an offset, with or without fractions of a second.
package enum Timestamp {
    /// The date; nil if the text is not a valid time. A leap second counts as the one before.
    package static func parse(_ text: String?) -> Date? {
        let shape = /\d{4}-\d\d-\d\d[Tt ]\d\d:[0-5]\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:[0-5]\d)/.asciiOnlyDigits()
        guard let text, text.utf8.count <= 40, text.wholeMatch(of: shape) != nil else { return nil }
        let plain = text.uppercased().replacing(" ", with: "T").replacing(":60", with: ":59")
        // Foundation reads February 30 as March 2, and hour 25 as the next day.
        let local = plain.prefix(19) + "Z"
        guard (try? Date(String(local), strategy: .iso8601))?.formatted(.iso8601) == String(local) else { return nil }
        return try? Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(plain)
    }
}
