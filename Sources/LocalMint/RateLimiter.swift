import Foundation
import Synchronization

/// A token bucket that refills continuously, without a timer.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Date
    }

    private let perMinute: Int
    private let bucket: Mutex<Bucket?>

    /// - Parameter perMinute: The limit, at least 1; also the maximum at once.
    init(perMinute: Int) {
        self.perMinute = max(perMinute, 1)
        bucket = Mutex(nil)
    }

    /// Takes one request from the bucket.
    ///
    /// - Returns: Nil on success, otherwise the whole seconds to wait, at least 1
    func take(at now: Date) -> Int? {
        bucket.withLock { stored in
            let rate = Double(perMinute) / 60
            var bucket = stored ?? Bucket(tokens: Double(perMinute), filledAt: now)
            let gained = max(now.timeIntervalSince(bucket.filledAt), 0) * rate
            bucket.tokens = min(bucket.tokens + gained, Double(perMinute))
            bucket.filledAt = now
            defer { stored = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return max(Int(((1 - bucket.tokens) / rate).rounded(.up)), 1)
        }
    }
}
