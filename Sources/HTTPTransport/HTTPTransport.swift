/// Turns one request into one answer.
package protocol HTTPTransport: Sendable {
    /// Sends the request and returns the whole answer, whatever its status.
    ///
    /// - Throws: `TransportFailure` where no usable answer came; `CancellationError` where the calling task was
    ///   cancelled or the transport was shut down, which is no failure and never shown as one.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
