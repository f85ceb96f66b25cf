import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Converts an error of the HTTP library into a `TransportFailure` or a `CancellationError`.
///
/// No text of the library is kept: some of it quotes header values.
func classify(_ error: any Error, origin: Origin, answerLimit: Int) -> any Error {
    switch error {
    case let error as HTTPClientError: classify(error, origin: origin)
    case let error as NIOConnectionError: TransportFailure.cannotConnect(origin, connectProblem(error))
    case let error as IOError:
        if let problem = connectProblem(errno: error.errnoCode) {
            TransportFailure.cannotConnect(origin, problem)
        } else {
            TransportFailure.connectionLost(origin)
        }
    case let error as ChannelError: classify(error, origin: origin)
    case is NIOTooManyBytesError: TransportFailure.answerTooLarge(origin, limit: answerLimit)
    case HTTPParserError.invalidEOFState: TransportFailure.connectionLost(origin)
    case is HTTPParserError: TransportFailure.notHTTP(origin)
    case NIOSSLError.uncleanShutdown: TransportFailure.connectionLost(origin)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
        TransportFailure.insecure(origin, isCertificateRefused: isAboutCertificate(error))
    case is CancellationError: CancellationError()
    default: TransportFailure.connectionLost(origin)
    }
}

private func classify(_ error: HTTPClientError, origin: Origin) -> any Error {
    switch error {
    case .cancelled, .alreadyShutdown: CancellationError()
    case .connectTimeout, .getConnectionFromPoolTimeout: TransportFailure.cannotConnect(origin, .timedOut)
    case .tlsHandshakeTimeout: TransportFailure.insecure(origin, isCertificateRefused: false)
    case .emptyHost, .emptyScheme, .invalidURL:
        TransportFailure.invalidRequest("The address of \(origin) cannot be used.")
    default:
        if error.shortDescription.hasPrefix("Invalid header field") {
            TransportFailure.invalidRequest("A header of the request has characters that HTTP does not allow.")
        } else {
            TransportFailure.connectionLost(origin)
        }
    }
}

private func classify(_ error: ChannelError, origin: Origin) -> any Error {
    switch error {
    case .connectTimeout: TransportFailure.cannotConnect(origin, .timedOut)
    default: TransportFailure.connectionLost(origin)
    }
}

private func connectProblem(_ error: NIOConnectionError) -> ConnectProblem {
    for failure in error.connectionErrors {
        if let ioError = failure.error as? IOError, let problem = connectProblem(errno: ioError.errnoCode) {
            return problem
        }
        if case ChannelError.connectTimeout = failure.error { return .timedOut }
    }
    return error.connectionErrors.isEmpty && (error.dnsAError ?? error.dnsAAAAError) != nil ? .unknownHost : .other
}

private func connectProblem(errno: CInt) -> ConnectProblem? {
    switch errno {
    case ECONNREFUSED: .refused
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL: .unreachable
    case ETIMEDOUT: .timedOut
    default: nil
    }
}

private func isAboutCertificate(_ error: any Error) -> Bool {
    if let extra = error as? NIOSSLExtraError { return extra == .failedToValidateHostname }
    switch error {
    case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: return true
    // The library gives the cause of a failed handshake only as text.
    default: return String(describing: error).contains("CERTIFICATE_VERIFY_FAILED")
    }
}
