package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// Formats durations and ages, and computes the next time when one of the texts changes.
///
/// All drawn times use it, so that `nextChange` is the time of the next redraw; if nothing changes, there is no
/// wake-up.
package struct TimeTexts: Sendable {
    package let now: Date
    package let timeZone: TimeZone
    private let serverClock: ServerClock
    /// The earliest time when one of the texts changes; nil if none does.
    package private(set) var nextChange: Date?

    package init(now: Date, timeZone: TimeZone, serverClock: ServerClock = ServerClock()) {
        self.now = now
        self.timeZone = timeZone
        self.serverClock = serverClock
    }

    /// Converts a server time to the local clock, which all texts use.
    package func local(_ serverTime: Date) -> Date {
        serverClock.local(serverTime)
    }

    mutating func merge(_ other: TimeTexts) {
        if let change = other.nextChange { expect(change) }
    }

    /// Schedules a change at that time.
    mutating func expect(_ moment: Date) {
        guard moment > now else { return }
        nextChange = min(nextChange ?? moment, moment)
    }

    /// A running duration, such as `12s`, `2m04`, `3h12`, `4d`; it changes with time.
    package mutating func running(since start: Date) -> SafeText {
        guard isPlausible(start) else { return "?" }
        let seconds = max(0, now.timeIntervalSince(start))
        let step: Double = seconds < 3600 ? 1 : seconds < 86400 ? 60 : 86400
        expect(start.addingTimeInterval(((seconds / step).rounded(.down) + 1) * step))
        return Self.duration(seconds)
    }

    package func elapsed(from start: Date, to end: Date) -> SafeText {
        guard isPlausible(start), isPlausible(end) else { return "?" }
        return Self.duration(max(0, end.timeIntervalSince(start)))
    }

    /// An age in one unit, such as `now`, `5m`, `2h`, `3d`, `6w`; it changes with the unit.
    package mutating func age(of moment: Date) -> SafeText {
        guard isPlausible(moment) else { return "?" }
        let seconds = max(0, now.timeIntervalSince(moment))
        let unit: Double
        let text: SafeText
        switch seconds {
        case ..<60: (unit, text) = (60, "now")
        case ..<3600: (unit, text) = (60, "\(Int(seconds / 60))m")
        case ..<86400: (unit, text) = (3600, "\(Int(seconds / 3600))h")
        case ..<(14 * 86400): (unit, text) = (86400, "\(Int(seconds / 86400))d")
        default: (unit, text) = (7 * 86400, "\(Int(seconds / 604_800))w")
        }
        expect(moment.addingTimeInterval(((seconds / unit).rounded(.down) + 1) * unit))
        return text
    }

    /// The time until a moment, such as `8s`; it changes every second.
    package mutating func until(_ moment: Date) -> SafeText {
        let seconds = max(0, moment.timeIntervalSince(now)).rounded(.up)
        if seconds > 0 { expect(moment.addingTimeInterval(1 - seconds)) }
        return Self.duration(seconds)
    }

    /// The time until a moment in one unit, such as `12m` or `3h`; it changes with the unit.
    package mutating func roughly(until moment: Date) -> SafeText {
        let seconds = max(0, moment.timeIntervalSince(now))
        let unit: Double = seconds < 60 ? 1 : seconds < 3600 ? 60 : seconds < 86_400 ? 3600 : 86_400
        let count = (seconds / unit).rounded(.down)
        expect(moment.addingTimeInterval(-count * unit))
        return "\(Int(min(count, 9999)))\(unit == 1 ? "s" : unit == 60 ? "m" : unit == 3600 ? "h" : "d")"
    }

    /// The time of day, such as `14:02:33`, after the date unless it is today.
    package func clock(_ moment: Date) -> SafeText {
        guard isPlausible(moment) else { return "an impossible time" }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: moment)
        let time = [parts.hour, parts.minute, parts.second].map { Self.padded($0 ?? 0) }.joined(separator: ":")
        if calendar.isDate(moment, inSameDayAs: now) { return SafeText(time) }
        return "\(parts.year ?? 0)-\(Self.padded(parts.month ?? 0))-\(Self.padded(parts.day ?? 0)) \(time)"
    }

    /// Whether a server time is plausible: not before the year 2000 and at most two days ahead.
    private func isPlausible(_ moment: Date) -> Bool {
        moment.timeIntervalSince1970 > 946_684_800 && moment.timeIntervalSince(now) < 2 * 86_400
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func duration(_ interval: TimeInterval) -> SafeText {
        let seconds = Int(interval)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m\(padded(seconds % 60))"
        case ..<86400: return "\(seconds / 3600)h\(padded(seconds / 60 % 60))"
        default: return "\(seconds / 86400)d"
        }
    }
}
