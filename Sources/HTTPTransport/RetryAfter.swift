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
        self["Age"] == nil
            ? self["Date"].flatMap { HTTPDate.parse($0.trimmingCharacters(in: .whitespaces)) } : nil
    }
}

/// The three spellings of a date in HTTP headers (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Nil if the text is in none of the spellings.
    static func parse(_ text: String) -> Date? {
        // `try?`: another spelling may fit.
        spellings.lazy.compactMap { try? Date(text, strategy: $0) }.first
    }

    private static let spellings: [Date.ParseStrategy] = {
        let hour = Date.FormatStyle.Symbol.VerbatimHour.twoDigits(
            clock: .twentyFourHour, hourCycle: .zeroBased)
        // Sun, 06 Nov 1994 08:49:37 GMT
        let usual: Date.FormatString = """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
            \(hour: hour):\(minute: .twoDigits):\(second: .twoDigits) GMT
            """
        // Sunday, 06-Nov-94 08:49:37 GMT
        let short: Date.FormatString = """
            \(weekday: .wide), \(day: .twoDigits)-\(month: .abbreviated)-\(year: .twoDigits) \
            \(hour: hour):\(minute: .twoDigits):\(second: .twoDigits) GMT
            """
        // Sun Nov  6 08:49:37 1994
        let old: Date.FormatString = """
            \(weekday: .abbreviated) \(month: .abbreviated) \(day: .defaultDigits) \
            \(hour: hour):\(minute: .twoDigits):\(second: .twoDigits) \(year: .padded(4))
            """
        return [usual, short, old].map { format in
            Date.ParseStrategy(
                format: format, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
                calendar: Calendar(identifier: .gregorian), isLenient: false)
        }
    }()
}
