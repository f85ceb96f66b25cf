import Synchronization

/// A transport that gives prepared answers in order and keeps what it was asked: for tests of what sits on top.
package final class ScriptedTransport: HTTPTransport {
    private struct State {
        var script: [Result<HTTPResponse, any Error>]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    package init(_ script: [Result<HTTPResponse, any Error>]) {
        state = Mutex(State(script: script))
    }

    /// Every request so far, oldest first.
    package var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The next answer of the script.
    ///
    /// - Throws: the script's error; `TransportFailure.invalidRequest` where the script is over.
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
