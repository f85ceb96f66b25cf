package protocol HTTPTransport: Sendable {
    /// Sends the request and returns the whole response, whatever its status.
    ///
    /// - Throws: `TransportFailure` if there is no usable response; `CancellationError` if the task was canceled or the
    /// transport was shut down.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
