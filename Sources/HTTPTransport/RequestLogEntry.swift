/// One attempt for the request log, without headers, query and body.
package struct RequestLogEntry: Sendable, Hashable {
    package enum Ending: Sendable, Hashable {
        case status(Int)
        /// `TransportFailure.word`, or `canceled`.
        case failure(String)
    }

    package var method: HTTPMethod
    /// The path without the query.
    package var path: String
    package var ending: Ending
    package var milliseconds: Int64
    /// From 1.
    package var attempt: Int
}

extension RequestLogEntry: CustomStringConvertible {
    /// `GET /v1/me 200 31 ms`, with the attempt's number from the second attempt.
    package var description: String {
        let end =
            switch ending {
            case .status(let status): "\(status)"
            case .failure(let word): word
            }
        return "\(method.rawValue) \(path) \(end) \(milliseconds) ms" + (attempt > 1 ? " (attempt \(attempt))" : "")
    }
}
