package import Foundation

/// Reads the date-times of the API (RFC 3339): with `Z` or an offset, with or without fractions of a second.
package enum Timestamp {
    /// The date; nil if the text is not a valid time. A leap second counts as the one before.
    package static func parse(_ text: String?) -> Date? {
        guard let text, (20...40).contains(text.utf8.count),
            "Tt ".contains(text.dropFirst(10).prefix(1))
        else {
            return nil
        }
        let time = text.dropFirst(11).prefix(8)
        let plain = "\(text.prefix(10))T\(time.hasSuffix(":60") ? time.dropLast(2) + "59" : time)"
        var zone = text.dropFirst(19)
        var fraction = 0.0
        if zone.first == "." {
            let digits = zone.dropFirst().prefix { ("0"..."9").contains($0) }
            guard !digits.isEmpty, let value = Double("0." + digits) else { return nil }
            fraction = value
            zone = zone.dropFirst(digits.count + 1)
        }
        // Foundation accepts a day and an hour beyond their range: the time must be the one that it would write.
        guard zone.uppercased() == "Z" || zone.wholeMatch(of: /[+-]\d\d:[0-5]\d/) != nil,
            let local = date(plain + "Z"),
            local.formatted(.iso8601) == plain + "Z", let date = date(plain + zone.uppercased())
        else { return nil }
        return Date(timeIntervalSince1970: date.timeIntervalSince1970 + fraction)
    }

    // `try?`: another text is not a time.
    private static func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}
