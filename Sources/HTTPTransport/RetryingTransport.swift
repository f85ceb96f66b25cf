package import Foundation

/// Sends requests through another transport, retries them by the rules, and logs each attempt.
///
/// A request with `retries: .never` has one attempt. Every attempt sends the same bytes.
package struct RetryingTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let rules: RetryRules
    private let clock: AnyElapsingClock
    private let now: @Sendable () -> Date
    private let random: @Sendable () -> Double
    private let log: @Sendable (RequestLogEntry) -> Void

    /// - Parameters:
    ///   - base: Sends one attempt.
    ///   - rules: The retry rules.
    ///   - clock: Measures attempts and the waits between them.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - random: A number from 0 up to 1, for the jitter.
    ///   - log: Gets each finished attempt; called from any thread.
    package init(
        _ base: any HTTPTransport, rules: RetryRules = RetryRules(), clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Date, random: @escaping @Sendable () -> Double,
        log: @escaping @Sendable (RequestLogEntry) -> Void = { _ in }
    ) {
        self.base = base
        self.rules = rules
        self.clock = AnyElapsingClock(clock)
        self.now = now
        self.random = random
        self.log = log
    }

    /// Sends the request until the rules end the attempts.
    ///
    /// - Returns: The newest response, or an earlier one if only that one may have taken effect.
    /// - Throws: As `HTTPTransport`. The failure of an attempt that may have arrived takes precedence over one that did
    ///   not.
    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let start = clock.elapsed()
        var uncertain: Result<HTTPResponse, TransportFailure>?
        var attempt = 1
        while true {
            let result = try await once(request, attempt: attempt)
            let wait = wait(after: result, request: request, attempt: attempt, elapsed: clock.elapsed() - start)
            guard let wait else { return try Self.verdict(newest: result, uncertain: uncertain).get() }
            if Self.mayHaveArrived(result) { uncertain = result }
            try await clock.sleep(wait)
            attempt += 1
        }
    }

    private func once(_ request: HTTPRequest, attempt: Int) async throws -> Result<HTTPResponse, TransportFailure> {
        let start = clock.elapsed()
        func note(_ ending: RequestLogEntry.Ending) {
            log(
                RequestLogEntry(
                    method: request.method, path: request.url.path(percentEncoded: true), ending: ending,
                    milliseconds: (clock.elapsed() - start).wholeMilliseconds, attempt: attempt))
        }
        do {
            let response = try await base.send(request)
            note(.status(response.status))
            return .success(response)
        } catch let failure as TransportFailure {
            note(.failure(failure.word))
            return .failure(failure)
        } catch {
            note(.failure("canceled"))
            throw error
        }
    }

    private func wait(
        after result: Result<HTTPResponse, TransportFailure>, request: HTTPRequest, attempt: Int, elapsed: Duration
    ) -> Duration? {
        guard request.retries == .byRules else { return nil }
        let outcome: RetryRules.Outcome
        var retryAfter: Duration?
        switch result {
        case .success(let response):
            outcome = .answer(status: response.status)
            retryAfter = RetryAfter.wait(in: response.headers, now: now())
        case .failure(let failure):
            outcome = .failure(failure)
        }
        return rules.wait(
            after: outcome, attempt: attempt, elapsed: elapsed, isRepeatable: request.isRepeatable,
            retryAfter: retryAfter, random: random())
    }

    private static func mayHaveArrived(_ result: Result<HTTPResponse, TransportFailure>) -> Bool {
        switch result {
        case .success(let response): response.status >= 500
        case .failure(let failure): failure.mayHaveArrived
        }
    }

    private static func verdict(
        newest: Result<HTTPResponse, TransportFailure>, uncertain: Result<HTTPResponse, TransportFailure>?
    ) -> Result<HTTPResponse, TransportFailure> {
        guard let uncertain else { return newest }
        switch newest {
        case .success(var response):
            response.earlierAttemptMayHaveArrived = true
            return .success(response)
        case .failure(let failure):
            return failure.mayHaveArrived ? newest : uncertain
        }
    }
}
