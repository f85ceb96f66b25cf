package import HTTPTransport
import Synchronization

/// A transport that returns prepared responses in order and records the requests.
package final class ScriptedTransport: HTTPTransport {
    private struct State {
        var script: [Result<HTTPResponse, any Error>]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    package init(_ script: [Result<HTTPResponse, any Error>]) {
        state = Mutex(State(script: script))
    }

    package var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// Returns the next response of the script.
    ///
    /// - Throws: The script's error; `TransportFailure.invalidRequest` after the end of the script.
    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try state.withLock { state in
            state.requests.append(request)
            guard !state.script.isEmpty else {
                throw TransportFailure.invalidRequest("The script has no answer number \(state.requests.count).")
            }
            return try state.script.removeFirst().get()
        }
    }
}
