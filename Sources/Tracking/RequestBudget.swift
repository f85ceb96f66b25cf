/// How many requests may start, and when: a token bucket, and a count over each whole minute above it.
///
/// The bucket alone would let its burst through on top of a full minute, and the count alone would stand still
/// after it. So each request costs the bucket as much time as spreads what is left of the minute evenly.
/// Times are measured from an origin of the caller's choice and must not run backwards.
struct RequestBudget: Sendable {
    // A server counts by arrival: a request that is delayed on its way must not share a minute with later ones.
    private static let minute: Duration = .seconds(61)

    private let limit: Int
    private let interval: Duration
    /// How far the bucket may be overdrawn: what the requests of one burst cost, but for the last.
    private let overdraft: Duration
    /// When the bucket is full again.
    private var fullAt: Duration = .zero
    /// The start times within the minute before the newest request, oldest first.
    private var recent: [Duration] = []

    /// - Parameters:
    ///   - requestsPerMinute: The most within any 60 s, from 1.
    ///   - burst: The most at once after a quiet time, from 1.
    init(requestsPerMinute: Int, burst: Int) {
        limit = max(requestsPerMinute, 1)
        interval = .seconds(60) / limit
        overdraft = (1..<min(max(burst, 1), limit)).reduce(.zero) { [limit] sum, count in
            sum + Self.minute / (limit - count + 1)
        }
    }

    /// The earliest time the next request may start; may lie in the past.
    var nextStart: Duration {
        let byBucket = fullAt - overdraft
        return recent.count < limit ? byBucket : max(byBucket, recent[recent.count - limit] + Self.minute)
    }

    /// Takes note of a request that starts at `now`, also of one that could not wait for `nextStart`.
    mutating func spend(at now: Duration) {
        recent.removeAll { $0 + Self.minute <= now }
        recent.append(now)
        let left = max(limit - recent.count, 0) + 1
        let spread = (recent[0] + Self.minute - now) / left
        fullAt = max(fullAt, now) + max(interval, spread)
    }
}
