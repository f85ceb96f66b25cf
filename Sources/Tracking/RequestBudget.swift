/// How many requests may start, and when: a token bucket, and a count over each whole window above it.
///
/// The bucket alone would let its burst through on top of a full window, and the count alone would stand still
/// after it. So each request costs the bucket as much time as spreads what is left of the window evenly.
/// Times are measured from an origin of the caller's choice and must not run backwards.
struct RequestBudget: Sendable {
    private let limit: Int
    private let window: Duration
    private let interval: Duration
    /// How far the bucket may be overdrawn: what the requests of one burst cost, but for the last.
    private let overdraft: Duration
    /// When the bucket is full again.
    private var fullAt: Duration
    /// The start times within the window before the newest request, oldest first.
    private var recent: [Duration] = []

    /// - Parameters:
    ///   - requestsPerMinute: The most within any 60 s, from 1.
    ///   - burst: The most at once after a quiet time, from 1.
    init(requestsPerMinute: Int, burst: Int) {
        self.init(limit: requestsPerMinute, within: .seconds(60), burst: burst)
    }

    /// - Parameters:
    ///   - limit: The most within any stretch of that length, from 1.
    ///   - length: Above zero.
    ///   - burst: The most at once after a quiet time, from 1; `limit` where only the count is to hold.
    init(limit: Int, within length: Duration, burst: Int) {
        let limit = max(limit, 1)
        // A server counts by arrival: a request that is delayed on its way must not share a window with later ones.
        let window = length + .seconds(1)
        self.limit = limit
        self.window = window
        interval = length / limit
        overdraft = (1..<min(max(burst, 1), limit)).reduce(.zero) { sum, count in
            sum + window / (limit - count + 1)
        }
        // What started before the origin still counts.
        fullAt = .zero - window
    }

    /// The earliest time the next request may start; may lie in the past.
    var nextStart: Duration {
        let byBucket = fullAt - overdraft
        return recent.count < limit ? byBucket : max(byBucket, recent[recent.count - limit] + window)
    }

    /// Takes note of a request that starts at `now`, also of one that could not wait for `nextStart`.
    mutating func spend(at now: Duration) {
        recent.removeAll { $0 + window <= now }
        recent.append(now)
        let left = max(limit - recent.count, 0) + 1
        let spread = (recent[0] + window - now) / left
        fullAt = max(fullAt, now) + max(interval, spread)
    }
}
