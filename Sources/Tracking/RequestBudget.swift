/// A rate limit: a token bucket, with a count over each whole window.
///
/// The bucket alone would allow its burst on top of a full window, and the count alone would block after a burst. So
/// each request costs the bucket enough time to spread the rest of the window evenly. Times are relative to an origin
/// and must not decrease.
struct RequestBudget: Sendable {
    private let limit: Int
    private let window: Duration
    private let interval: Duration
    /// The maximum overdraft of the bucket: the cost of all but the last request of a burst.
    private let overdraft: Duration
    /// The time when the bucket is full again.
    private var fullAt: Duration
    /// The start times within the window before the newest request, oldest first.
    private var recent: [Duration] = []

    /// Both limits start at 1; `burst` is the maximum at once after a quiet time.
    init(requestsPerMinute: Int, burst: Int) {
        self.init(limit: requestsPerMinute, within: .seconds(60), burst: burst)
    }

    /// Allows at most `limit` requests (from 1) within any window of that positive length, and at most `burst` at once
    /// after a quiet time. A burst equal to the limit makes it a plain count.
    init(limit: Int, within length: Duration, burst: Int) {
        let limit = max(limit, 1)
        // A server counts by arrival: a delayed request must not share a window with later ones.
        let window = length + .seconds(1)
        self.limit = limit
        self.window = window
        interval = length / limit
        overdraft = (1..<min(max(burst, 1), limit)).reduce(.zero) { sum, count in
            sum + window / (limit - count + 1)
        }
        // Requests before the origin still count.
        fullAt = .zero - window
    }

    /// The earliest start of the next request; may be in the past.
    var nextStart: Duration {
        let byBucket = fullAt - overdraft
        return recent.count < limit ? byBucket : max(byBucket, recent[recent.count - limit] + window)
    }

    /// Records a request that starts at `now`, also one that did not wait for `nextStart`.
    mutating func spend(at now: Duration) {
        recent.removeAll { $0 + window <= now }
        recent.append(now)
        let left = max(limit - recent.count, 0) + 1
        let spread = (recent[0] + window - now) / left
        fullAt = max(fullAt, now) + max(interval, spread)
    }
}
