package import Foundation

extension OutboxRules {
    /// Counts requests of earlier runs and other processes against the budget of the hour; call it before anything is
    /// submitted.
    ///
    /// - Parameters:
    ///   - times: When they went out, in any order; those of more than an hour ago change nothing.
    ///   - moment: Now.
    package mutating func countEarlier(_ times: [Date], at moment: OutboxMoment) {
        for time in times.sorted() {
            let ago = max(moment.date.timeIntervalSince(time), 0)
            guard ago < 3600 else { continue }
            budget?.spend(at: moment.elapsed - .seconds(ago))
        }
    }

    /// When the next mutation may leave; nil where it may at once.
    package func nextStart(at moment: OutboxMoment) -> Date? {
        let open = max(budget?.nextStart ?? .zero, pausedUntil)
        return open > moment.elapsed ? moment.date(at: open) : nil
    }

    /// Keeps a row whose time has come until the budget allows it.
    mutating func postpone(_ index: Int, until open: Duration, at moment: OutboxMoment) {
        let sentence = "The service takes \(numbers.sendsPerHour ?? 0) requests an hour, and those are used."
        rows[index].phase = .due(at: open)
        rows[index].problem = sentence
        tell(
            rows[index].entry,
            .waiting(sentence, nextTry: moment.date(at: open), mayHaveArrived: rows[index].mayHaveArrived))
    }
}
