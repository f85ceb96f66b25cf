package import Foundation

/// The `Retry-After` of an answer: how long the server wants to be left alone (contract/README.md A8).
package enum RetryAfter {
    /// A longer wish counts as this one, so that no server can silence the program for good.
    package static let longest: Duration = .seconds(3600)

    /// The wait from the answer on, 0 to `longest`; nil where the header is absent or neither seconds nor an HTTP date.
    ///
    /// A date is meant by the server's clock, which its `Date` header tells; `now` is for answers without one.
    package static func wait(in headers: HeaderFields, now: Date) -> Duration? {
        headers["Retry-After"].flatMap { wait($0, now: headers.date ?? now) }
    }

    /// The wait that the header's value asks for; a date in the past is no wait.
    package static func wait(_ value: String, now: Date) -> Duration? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // More digits than an integer holds are simply more than the longest wait.
            return Int(text).map { min(.seconds($0), longest) } ?? longest
        }
        guard let date = HTTPDate.parse(text) else { return nil }
        let seconds = date.timeIntervalSince(now)
        if seconds <= 0 { return .zero }
        return seconds >= 3600 ? longest : .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }
}

extension HeaderFields {
    /// The server's time when it made the answer, in whole seconds; nil where it did not say, or a cache answered.
    package var date: Date? {
        self["Age"] == nil ? self["Date"].flatMap { HTTPDate.parse($0.trimmingCharacters(in: .whitespaces)) } : nil
    }
}

/// The three spellings of a date in HTTP headers (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Nil where the text is none of them.
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
