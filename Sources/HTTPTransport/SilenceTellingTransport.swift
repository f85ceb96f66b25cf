package import Foundation
import Synchronization

/// A report about a request without a response for a long time.
package enum RequestSilence: Sendable, Hashable {
    /// Request `number`, started at `since`, has no answer yet.
    case began(number: Int, since: Date)
    /// Request `number` is over.
    case ended(number: Int)
}

/// Passes requests on and reports those without a response for a given time, retries included.
package final class SilenceTellingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let limit: Duration
    private let clock: AnyElapsingClock
    private let now: @Sendable () -> Date
    private let tell: @Sendable (RequestSilence) -> Void
    private let lastNumber = Mutex(0)

    /// Calls `tell` from any thread after `limit` without a response.
    package init(
        _ base: any HTTPTransport, limit: Duration, clock: some Clock<Duration>, now: @escaping @Sendable () -> Date,
        tell: @escaping @Sendable (RequestSilence) -> Void
    ) {
        self.base = base
        self.limit = limit
        self.clock = AnyElapsingClock(clock)
        self.now = now
        self.tell = tell
    }

    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let number = lastNumber.withLock { last in
            last += 1
            return last
        }
        let start = now()
        return try await withThrowingTaskGroup(of: HTTPResponse?.self) { group in
            group.addTask { try await self.base.send(request) }
            group.addTask {
                try await self.clock.sleep(self.limit)
                self.tell(.began(number: number, since: start))
                return nil
            }
            var isTold = false
            defer {
                group.cancelAll()
                if isTold { tell(.ended(number: number)) }
            }
            while let response = try await group.next() {
                if let response { return response }
                isTold = true
            }
            throw CancellationError()
        }
    }
}
