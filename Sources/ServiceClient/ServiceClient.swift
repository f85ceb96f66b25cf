package import Foundation
package import HTTPTransport
package import MintDomain
package import Wire

/// Sends the requests of a service, as a value.
///
/// The key is sent only in the `Authorization` header of requests below the base URL.
package struct ServiceClient<Owner: Service>: Sendable {
    package let baseURL: ServiceAddress<Owner>
    package let readDeadline: Duration
    /// The deadline of one attempt to change something.
    package let sendDeadline: Duration
    private let key: ServiceKey<Owner>
    private let transport: any HTTPTransport
    private let now: @Sendable () -> Date
    private let sawDate: @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void

    /// - Parameters:
    ///   - baseURL: The address of all requests.
    ///   - key: The key of all requests.
    ///   - transport: Obeys `HTTPRequest.retries`, so usually a `RetryingTransport`.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - readDeadline: The deadline of one attempt to read.
    ///   - sendDeadline: The deadline of one attempt to change something.
    ///   - sawDate: Gets the server's time in each response that has one, and ours before and after it.
    package init(
        baseURL: ServiceAddress<Owner>, key: ServiceKey<Owner>, transport: any HTTPTransport,
        now: @escaping @Sendable () -> Date, readDeadline: Duration, sendDeadline: Duration,
        sawDate: @escaping @Sendable (_ date: Date, _ sentAt: Date, _ receivedAt: Date) -> Void
    ) {
        self.baseURL = baseURL
        self.key = key
        self.transport = transport
        self.now = now
        self.readDeadline = readDeadline
        self.sendDeadline = sendDeadline
        self.sawDate = sawDate
    }

    /// Sends a read and returns its response, with a status of 200 to 299.
    package func get(
        _ path: String, query: [(name: String, value: String)] = [], retries: RetryChoice
    ) async throws(ServiceError<Owner>) -> HTTPResponse {
        try await answer(
            to: HTTPRequest(
                method: .get, url: try url(path, query), headers: headers, deadline: readDeadline, retries: retries))
    }

    /// Sends a change and returns its response, with a status of 200 to 299. Without an idempotency key it is sent
    /// once; with one it is retried by the rules.
    package func post(
        _ path: String, body: String, idempotencyKey: IdempotencyKey? = nil
    ) async throws(ServiceError<Owner>) -> HTTPResponse {
        var headers = headers
        headers["Content-Type"] = "application/json"
        headers["Idempotency-Key"] = idempotencyKey?.rawValue
        return try await answer(
            to: HTTPRequest(
                method: .post, url: try url(path), headers: headers, body: Data(body.utf8), deadline: sendDeadline,
                retries: idempotencyKey == nil ? .never : .byRules))
    }

    /// Decodes a response.
    ///
    /// - Throws: `ServiceError.unreadable` with the server and the fault, without text of the response.
    package func decode<Value>(
        _ response: HTTPResponse, as read: (JSONValue) throws -> Value
    ) throws(ServiceError<Owner>) -> Value {
        do {
            return try read(JSONValue(parsing: Array(response.body)))
        } catch {
            throw unreadable("\(error)")
        }
    }

    /// The error of a response with a fault.
    package func unreadable(_ fault: String) -> ServiceError<Owner> {
        .unreadable("The answer of \(baseURL.hostAndPort) cannot be read: \(fault).")
    }

    /// The reading of an operation in a response.
    package func reading(_ operation: MintDomain.Operation, in response: HTTPResponse) -> OperationReading {
        OperationReading(
            operation: operation, rawJSON: String(decoding: response.body, as: UTF8.self),
            retryAfter: RetryAfter.wait(in: response.headers, now: now()))
    }

    private var headers: HeaderFields {
        ["Authorization": "Bearer \(key.secret)", "Accept": "application/json", "User-Agent": "mintop"]
    }

    private func url(
        _ path: String, _ query: [(name: String, value: String)] = []
    ) throws(ServiceError<Owner>) -> URL {
        guard let url = baseURL.url(path, query: query) else {
            throw .unreachable(.invalidRequest("The request makes no address below \(baseURL)."))
        }
        return url
    }

    private func answer(to request: HTTPRequest) async throws(ServiceError<Owner>) -> HTTPResponse {
        let response: HTTPResponse
        let sentAt = now()
        do {
            response = try await transport.send(request)
        } catch let failure as TransportFailure {
            throw .unreachable(failure)
        } catch {
            // A transport throws only `TransportFailure` and `CancellationError`.
            throw .canceled
        }
        if let date = response.headers.date { sawDate(date, sentAt, now()) }
        guard (200...299).contains(response.status) else { throw Owner.error(response, now: now(), without: key) }
        return response
    }
}

extension ServiceClient {
    /// Reads for the poller.
    ///
    /// - Throws: `ReadFailure`, or `CancellationError` in a canceled task.
    package static func poll(
        _ read: () async throws(ServiceError<Owner>) -> OperationReading
    ) async throws -> OperationReading {
        do {
            return try await read()
        } catch .canceled {
            throw CancellationError()
        } catch {
            throw error.readFailure
        }
    }
}
