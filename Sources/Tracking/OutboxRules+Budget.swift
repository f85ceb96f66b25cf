package import Foundation

extension OutboxRules {
    /// Counts requests of earlier runs and other processes against the hourly limit; call it before any submission.
    ///
    /// The start times may have any order; those older than an hour have no effect.
    package mutating func countEarlier(_ times: [Date], at moment: OutboxMoment) {
        for time in times.sorted() {
            let ago = max(moment.date.timeIntervalSince(time), 0)
            guard ago < 3600 else { continue }
            budget?.spend(at: moment.elapsed - .seconds(ago))
        }
    }

    /// The earliest start of the next mutation; nil for now.
    package func nextStart(at moment: OutboxMoment) -> Date? {
        let open = max(budget?.nextStart ?? .zero, pausedUntil)
        return open > moment.elapsed ? moment.date(at: open) : nil
    }
}
