import Foundation
import Glibc
import Synchronization

/// What goes wrong with one change on its way.
enum Fault: CaseIterable, Sendable {
    /// Nothing.
    case none
    /// The connection breaks before the server has the request.
    case lostRequest
    /// The server takes it; the connection breaks before the answer.
    case lostAnswer
    /// The server takes it; half of the answer arrives.
    case halfAnswer
    /// The server takes it; the answer comes late, or when the client is gone.
    case lateAnswer
    /// The request reaches the server only when the client is gone, or late.
    case lateRequest
    /// 503 without the server having it.
    case unavailable
    /// The server takes it; the client is told 503.
    case unavailableAfterwards
    /// 429 with a Retry-After.
    case tooMany
}

/// A moment at which a change passes the proxy.
enum Passage: CaseIterable, Sendable {
    case requestArrived, serverAnswered, halfAnswerWritten, answerWritten
}

/// A change that went to the server through the proxy.
struct PassedChange: Hashable, Sendable {
    var path: String
    var body: String
    var key: String
}

/// A request that reached the proxy.
struct SeenRequest: Sendable {
    var method: String
    var path: String
    var at: ContinuousClock.Instant
}

/// Stands between clients and a server on 127.0.0.1, one request per connection, and spoils changes on purpose.
final class OutboxCrashProxy: Sendable {
    private struct State {
        var faults: [Fault] = []
        var passed: [PassedChange] = []
        var seen: [SeenRequest] = []
        var answers: [Fault: Int] = [:]
        var onPassage: (@Sendable (Passage) -> Void)?
        var connections = 0
    }

    let port: Int
    private let upstream: Int
    private let listener: Int32
    private let state = Mutex(State())

    /// Listens at once.
    ///
    /// - Parameter upstream: the port of the server.
    /// - Throws: `RawSocketFailure` where there is no free port.
    init(upstream: Int) throws {
        self.upstream = upstream
        (listener, port) = try RawSocket.listen()
        Thread.detachNewThread { [self] in accept() }
    }

    /// Ends the listener; the thread that accepts ends with it.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// From now on changes meet these faults, one each, and then none; and somebody looks on.
    func begin(faults: [Fault], onPassage: (@Sendable (Passage) -> Void)? = nil) {
        state.withLock {
            $0.faults = faults
            $0.onPassage = onPassage
        }
    }

    /// What went to the server since the last call.
    func takePassed() -> [PassedChange] {
        state.withLock { state in
            defer { state.passed = [] }
            return state.passed
        }
    }

    /// Everything that came, in order.
    var seen: [SeenRequest] { state.withLock { $0.seen } }

    /// How often each fault happened.
    var counts: [Fault: Int] { state.withLock { $0.answers } }

    /// Whether nothing is on its way.
    var isQuiet: Bool { state.withLock { $0.connections == 0 } }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            state.withLock { $0.connections += 1 }
            Thread.detachNewThread { [self] in
                serve(client)
                // A program that was started meanwhile has it open too: closing alone would not end the connection.
                shutdown(client, Int32(SHUT_RDWR))
                close(client)
                state.withLock { $0.connections -= 1 }
            }
        }
    }

    private func serve(_ client: Int32) {
        guard let request = RawSocket.readRequest(client) else { return }
        state.withLock {
            $0.seen.append(SeenRequest(method: request.method, path: request.path, at: ContinuousClock().now))
        }
        guard request.method == "POST" else {
            if let answer = forward(request) { RawSocket.write(client, answer) }
            return
        }
        look(.requestArrived)
        let fault = state.withLock { state in
            let fault = state.faults.isEmpty ? .none : state.faults.removeFirst()
            state.answers[fault, default: 0] += 1
            return fault
        }
        spoil(request, by: fault, client)
    }

    private func spoil(_ request: RawRequest, by fault: Fault, _ client: Int32) {
        switch fault {
        case .lostRequest: return
        case .unavailable: return RawSocket.write(client, Self.answer("503 Service Unavailable"))
        case .tooMany: return RawSocket.write(client, Self.answer("429 Too Many Requests", "Retry-After: 1\r\n"))
        case .lateRequest: RawSocket.waitForHangUp(client, milliseconds: 200)
        default: break
        }
        guard let answer = forward(request) else { return }
        look(.serverAnswered)
        switch fault {
        case .lostAnswer: return
        case .unavailableAfterwards: return RawSocket.write(client, Self.answer("503 Service Unavailable"))
        case .lateAnswer: RawSocket.waitForHangUp(client, milliseconds: 200)
        default: break
        }
        let half = answer.count / 2
        RawSocket.write(client, Array(answer.prefix(half)))
        look(.halfAnswerWritten)
        if fault == .halfAnswer { return }
        RawSocket.write(client, Array(answer.dropFirst(half)))
        look(.answerWritten)
    }

    private func forward(_ request: RawRequest) -> [UInt8]? {
        if request.method == "POST" {
            let change = PassedChange(
                path: request.path, body: request.body, key: request.header("idempotency-key") ?? "")
            state.withLock { $0.passed.append(change) }
        }
        return RawSocket.exchange(request, port: upstream)
    }

    private func look(_ passage: Passage) {
        let onPassage = state.withLock { $0.onPassage }
        onPassage?(passage)
    }

    private static func answer(_ status: String, _ headers: String = "") -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\n\(headers)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    }
}
