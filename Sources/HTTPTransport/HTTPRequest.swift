package import Foundation

/// One request. Printing it shows only the method, the origin and the path.
package struct HTTPRequest: Sendable {
    package var method: HTTPMethod
    /// An absolute http or https address.
    package var url: URL
    package var headers: HeaderFields
    package var body: Data?
    /// The maximum duration of one attempt, from connecting to the last byte.
    package var deadline: Duration
    /// Whether `RetryingTransport` may send it again.
    package var retries: RetryChoice

    package init(
        method: HTTPMethod, url: URL, headers: HeaderFields = [:], body: Data? = nil, deadline: Duration,
        retries: RetryChoice = .never
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.retries = retries
    }

    /// Whether sending it twice is safe: a read, or a change with an `Idempotency-Key`.
    package var isRepeatable: Bool {
        method == .get || headers["Idempotency-Key"] != nil
    }
}

/// Whether a failed request is sent again.
package enum RetryChoice: Sendable, Hashable {
    /// One attempt, for callers with their own schedule.
    case never
    /// According to `RetryRules`.
    case byRules
}

extension HTTPRequest: Discreet {
    package var description: String {
        "\(method.rawValue) \(Origin(url)?.description ?? "")\(url.path(percentEncoded: true))"
    }
}
