package import Foundation

/// The `Retry-After` of a response: the pause that the server requests.
package enum RetryAfter {
    /// The maximum pause, so that no server can stop the program for good.
    package static let longest: Duration = .seconds(3600)

    /// Returns the wait, from the response on, up to `longest`; nil if the header is absent, invalid, 0 or in the past.
    ///
    /// A date is relative to the server's clock, taken from the `Date` header; `now` is used for responses without one.
    package static func wait(in headers: HeaderFields, now: Date) -> Duration? {
        headers["Retry-After"].flatMap { wait($0, now: headers.date ?? now) }
    }

    /// Returns the wait in a header value, if any.
    package static func wait(_ value: String, now: Date) -> Duration? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // More digits than an integer holds are longer than the maximum wait.
            let seconds = Int(text) ?? .max
            return seconds == 0 ? nil : seconds >= 3600 ? longest : .seconds(seconds)
        }
        guard let date = HTTPDate.parse(text) else { return nil }
        let seconds = date.timeIntervalSince(now)
        if seconds <= 0 { return nil }
        return seconds >= 3600 ? longest : .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }
}

extension HeaderFields {
    /// The server's time of the response, in whole seconds; nil if unknown or if a cache answered.
    package var date: Date? {
        self["Age"] == nil ? self["Date"].flatMap { HTTPDate.parse($0.trimmingCharacters(in: .whitespaces)) } : nil
    }
}

/// The three spellings of a date in HTTP headers (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Nil if the text is in none of the spellings.
    static func parse(_ text: String) -> Date? {
        let words = text.split(separator: " ").map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT":  // Sun, 06 Nov 1994 08:49:37 GMT
            return date(day: words[1], month: words[2], year: Int(words[3]), time: words[4])
        case 4 where words[3] == "GMT":  // Sunday, 06-Nov-94 08:49:37 GMT
            let parts = words[1].split(separator: "-").map(String.init)
            guard parts.count == 3, let short = Int(parts[2]), (0...99).contains(short) else { return nil }
            return date(day: parts[0], month: parts[1], year: short < 70 ? 2000 + short : 1900 + short, time: words[2])
        case 5:  // Sun Nov  6 08:49:37 1994
            return date(day: words[2], month: words[1], year: Int(words[4]), time: words[3])
        default:
            return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func date(day: String, month: String, year: Int?, time: String) -> Date? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard let year, let day = Int(day), let monthIndex = months.firstIndex(of: month), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2]
        else { return nil }
        return UTCTime.date(
            year: year, month: monthIndex + 1, day: day, hour: hour, minute: minute, second: second)
    }
}
