package import TerminalCore

/// A rule for hours without notifications: `22:00-07:00`, optionally with days: `mon-fri 22:00-07:00`, `sat,sun
/// 00:00-24:00`. A span over midnight belongs to its first day.
package struct QuietHours: Sendable, Hashable {
    /// The reason why a rule is invalid.
    package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        package let sentence: SafeText
        package var description: String { sentence.string }
    }

    private static let minutesOfDay = 24 * 60
    private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// The days; 0 is Monday.
    private let days: Set<Int>
    /// The start in minutes from midnight.
    private let start: Int
    private let end: Int

    /// Parses a rule.
    package init(_ text: String) throws(Fault) {
        let words = text.lowercased().split(separator: " ")
        guard let span = words.last, words.count <= 2 else { throw Self.fault(text) }
        let times = span.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard times.count == 2, let start = times[0], let end = times[1], start != end, start < Self.minutesOfDay else {
            throw Self.fault(text)
        }
        (self.start, self.end) = (start, end)
        guard words.count == 2 else {
            days = Set(0..<7)
            return
        }
        var days: Set<Int> = []
        for part in words[0].split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                Self.dayNames.firstIndex(of: String($0))
            }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
                throw Self.fault(text)
            }
            days.formUnion((0...((last - first + 7) % 7)).map { (first + $0) % 7 })
        }
        self.days = days
    }

    /// Returns whether the time is within quiet hours.
    ///
    /// - Parameters:
    ///   - weekday: 0 is Monday, 6 Sunday, by the user's clock.
    ///   - minute: Minutes from midnight.
    /// - Returns: True within the span.
    package func isQuiet(weekday: Int, minute: Int) -> Bool {
        if start < end { return days.contains(weekday) && (start..<end).contains(minute) }
        return (days.contains(weekday) && minute >= start) || (days.contains((weekday + 6) % 7) && minute < end)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= minutesOfDay
        else { return nil }
        return hour * 60 + minute
    }

    private static func fault(_ text: String) -> Fault {
        Fault(
            sentence:
                "“\(SafeText(text).clipped(to: 40))” is no span of hours; write 22:00-07:00 or mon-fri 22:00-07:00.")
    }
}
