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
        formatters.lazy.compactMap { $0.date(from: text) }.first
    }

    private static let formatters = [
        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy",
    ].map { format in
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.twoDigitStartDate = Date(timeIntervalSince1970: 0)
        formatter.dateFormat = format
        return formatter
    }
}
