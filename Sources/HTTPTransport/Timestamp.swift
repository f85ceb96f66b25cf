package import Foundation

/// Reads the date-times of the API (RFC 3339): with `Z` or an offset, with or without fractions of a second.
package enum Timestamp {
    /// The date; nil if the text is not a valid time.
    package static func parse(_ text: String?) -> Date? {
        guard let text, (20...40).contains(text.utf8.count) else { return nil }
        var rest = Substring(text).utf8[...]
        guard let year = number(&rest, digits: 4), skip(&rest, "-"), let month = number(&rest, digits: 2),
            skip(&rest, "-"), let day = number(&rest, digits: 2), skip(&rest, "Tt "),
            let hour = number(&rest, digits: 2), skip(&rest, ":"), let minute = number(&rest, digits: 2),
            skip(&rest, ":"), let second = number(&rest, digits: 2), let fraction = fraction(&rest),
            let offset = offset(&rest), rest.isEmpty
        else { return nil }
        let date = UTCTime.date(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, fraction: fraction)
        return date?.addingTimeInterval(-Double(offset))
    }

    private static func number(_ rest: inout Substring.UTF8View, digits: Int) -> Int? {
        guard rest.count >= digits else { return nil }
        var value = 0
        for byte in rest.prefix(digits) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest.removeFirst(digits)
        return value
    }

    private static func skip(_ rest: inout Substring.UTF8View, _ anyOf: String) -> Bool {
        guard let byte = rest.first, anyOf.utf8.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    /// 0 if absent; nil for a point without digits.
    private static func fraction(_ rest: inout Substring.UTF8View) -> Double? {
        guard skip(&rest, ".") else { return 0 }
        var value = 0.0
        var place = 0.1
        var count = 0
        while let digit = number(&rest, digits: 1) {
            value += Double(digit) * place
            place /= 10
            count += 1
        }
        return count > 0 ? value : nil
    }

    /// The offset in seconds east of UTC.
    private static func offset(_ rest: inout Substring.UTF8View) -> Int? {
        if skip(&rest, "Zz") { return 0 }
        let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
        guard skip(&rest, "+-"), let hours = number(&rest, digits: 2), hours < 24, skip(&rest, ":"),
            let minutes = number(&rest, digits: 2), minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
