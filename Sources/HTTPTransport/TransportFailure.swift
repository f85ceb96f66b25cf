/// The reason why no usable response came. It never holds a header, key, query or body.
package enum TransportFailure: Error, Sendable, Hashable {
    /// No connection was made, so nothing was sent.
    case cannotConnect(Origin, ConnectProblem)
    /// The TLS handshake failed; nothing was sent.
    case insecure(Origin, isCertificateRefused: Bool)
    /// The deadline passed; the request may have arrived.
    case noAnswer(Origin, within: Duration)
    /// A file arrived too slowly.
    case tooSlow(Origin)
    /// The connection broke before the response was complete; the request may have arrived.
    case connectionLost(Origin)
    /// The server does not speak HTTP.
    case notHTTP(Origin)
    /// The response is larger than the limit in bytes.
    case answerTooLarge(Origin, limit: Int)
    /// A redirect that is not followed: to another origin (nil if it names none), of a change, or one too many.
    case redirected(Origin, status: Int, to: Origin?)
    /// The request cannot be sent; one sentence.
    case invalidRequest(String)
}

package enum ConnectProblem: String, Sendable, Hashable {
    case refused
    case unknownHost = "unknown-host"
    case unreachable
    case timedOut = "connect-timeout"
    case other = "no-connection"
}

extension TransportFailure {
    /// Whether the server may have received the request although no response came.
    package var mayHaveArrived: Bool {
        switch self {
        case .noAnswer, .connectionLost, .notHTTP, .answerTooLarge, .tooSlow: true
        // 301, 307 and 308 redirect before acting; 302 and 303 often follow the action.
        case .redirected(_, let status, _): status == 302 || status == 303
        case .cannotConnect, .insecure, .invalidRequest: false
        }
    }

    /// Whether the same request may succeed later.
    package var isPassing: Bool {
        switch self {
        case .cannotConnect, .noAnswer, .connectionLost: true
        case .insecure, .notHTTP, .answerTooLarge, .redirected, .invalidRequest, .tooSlow: false
        }
    }

    /// One word for a log line.
    package var word: String {
        switch self {
        case .cannotConnect(_, let problem): problem.rawValue
        case .insecure: "tls"
        case .noAnswer: "timeout"
        case .connectionLost: "connection-lost"
        case .tooSlow: "too-slow"
        case .notHTTP: "not-http"
        case .answerTooLarge: "too-large"
        case .redirected: "redirect"
        case .invalidRequest: "invalid-request"
        }
    }
}

extension TransportFailure: CustomStringConvertible {
    /// One sentence for the user that names the server.
    package var description: String {
        switch self {
        case .cannotConnect(let origin, .unknownHost):
            "Cannot find the server \(origin.host) (no such host name): check the address and the network."
        case .cannotConnect(let origin, let problem): "Cannot reach \(origin) (\(problem.reason))."
        case .insecure(let origin, true): "The certificate of \(origin.hostAndPort) is not trusted: nothing was sent."
        case .insecure(let origin, false):
            "No secure connection to \(origin.hostAndPort) (TLS failed): check whether it speaks https."
        case .noAnswer(let origin, let limit): "No answer from \(origin.hostAndPort) within \(limit.shortText)."
        case .connectionLost(let origin):
            "The connection to \(origin.hostAndPort) broke before the answer was complete."
        case .tooSlow(let origin): "\(origin.hostAndPort) sends the file too slowly: try again later."
        case .notHTTP(let origin): "What \(origin.hostAndPort) answers is not HTTP: check the address and the port."
        case .answerTooLarge(let origin, let limit):
            "The answer from \(origin.hostAndPort) is larger than \(limit / 1024) KiB."
        case .redirected(let origin, let status, let target?) where target != origin:
            "\(origin) redirects (\(status)) to \(target), which never gets the key: use that address if it is right."
        case .redirected(let origin, let status, _):
            "\(origin) answered with a redirect (\(status)) that cannot be followed: check the address."
        case .invalidRequest(let sentence): sentence
        }
    }
}

extension ConnectProblem {
    fileprivate var reason: String {
        switch self {
        case .refused: "connection refused"
        case .unknownHost: "no such host name"
        case .unreachable: "no route to it"
        case .timedOut: "no connection in time"
        case .other: "no connection"
        }
    }
}
