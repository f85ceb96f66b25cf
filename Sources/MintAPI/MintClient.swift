package import Foundation
package import HTTPTransport
import ServiceClient

/// The typed client of a Mint server, as a value.
package struct MintClient: Sendable {
    let service: ServiceClient<Mint>

    package var baseURL: MintBaseURL { service.baseURL }

    /// - Parameters:
    ///   - baseURL: The address of all requests.
    ///   - key: The key of all requests.
    ///   - transport: Obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: The deadline of one attempt to read.
    ///   - sendDeadline: The deadline of one attempt to change something.
    ///   - sawDate: Gets the server's time in each response that has one, and ours before and after it.
    package init(
        baseURL: MintBaseURL, key: APIKey, transport: any HTTPTransport, now: @escaping @Sendable () -> Date,
        readDeadline: Duration = .seconds(10), sendDeadline: Duration = .seconds(30),
        sawDate: @escaping @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void = { _, _, _ in }
    ) {
        service = ServiceClient(
            baseURL: baseURL, key: key, transport: transport, now: now, readDeadline: readDeadline,
            sendDeadline: sendDeadline, sawDate: sawDate)
    }
}
