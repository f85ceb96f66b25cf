package import Foundation

/// One request, as a transport sends it. Printing it shows the method, the origin and the path, nothing else.
package struct HTTPRequest: Sendable {
    package var method: HTTPMethod
    /// An absolute http or https address.
    package var url: URL
    package var headers: HeaderFields
    /// Nil for a request without a body.
    package var body: Data?
    /// How long one attempt may take, from opening the connection to the last byte of the answer.
    package var deadline: Duration
    /// Whether a `RetryingTransport` may send it again.
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

    /// Whether the server takes a second copy of it for the first one: a read, or a change with an `Idempotency-Key`.
    package var isRepeatable: Bool {
        method == .get || headers["Idempotency-Key"] != nil
    }
}

/// Whether a failed request is sent again before its caller hears of the failure.
package enum RetryChoice: Sendable, Hashable {
    /// One attempt; for callers with a schedule of their own.
    case never
    /// As `RetryRules` say.
    case byRules
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "\(method.rawValue) \(Origin(url)?.description ?? "")\(url.path(percentEncoded: true))"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
