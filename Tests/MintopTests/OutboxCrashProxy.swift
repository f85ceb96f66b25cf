import Foundation
import Glibc
import Synchronization

/// A fault of one change in transit.
enum Fault: CaseIterable, Sendable {
    case none
    /// The connection breaks before the server gets the request.
    case lostRequest
    /// The server accepts it; the connection breaks before the response.
    case lostAnswer
    /// The server accepts it; half of the response arrives.
    case halfAnswer
    /// The server accepts it; the response arrives late, or after the client has ended.
    case lateAnswer
    /// The request reaches the server late, or after the client has ended.
    case lateRequest
    /// 503; the server does not get it.
    case unavailable
    /// The server accepts it; the client gets a 503.
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

/// A proxy between clients and a server on 127.0.0.1, one request per connection, that injects faults into changes.
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
    /// - Parameter upstream: The port of the server.
    /// - Throws: `RawSocketFailure` without a free port.
    init(upstream: Int) throws {
        self.upstream = upstream
        (listener, port) = try RawSocket.listen()
        Thread.detachNewThread { [self] in accept() }
    }

    /// Closes the listener, which ends its thread.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Applies these faults to the next changes, one each, and then none; reports each passage.
    func begin(faults: [Fault], onPassage: (@Sendable (Passage) -> Void)? = nil) {
        state.withLock {
            $0.faults = faults
            $0.onPassage = onPassage
        }
    }

    /// Returns the changes sent to the server since the last call.
    func takePassed() -> [PassedChange] {
        state.withLock { state in
            defer { state.passed = [] }
            return state.passed
        }
    }

    /// All requests, in order.
    var seen: [SeenRequest] { state.withLock { $0.seen } }

    /// The number of occurrences of each fault.
    var counts: [Fault: Int] { state.withLock { $0.answers } }

    /// Whether no request is in transit.
    var isQuiet: Bool { state.withLock { $0.connections == 0 } }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            state.withLock { $0.connections += 1 }
            Thread.detachNewThread { [self] in
                serve(client)
                // A program that was started meanwhile also has it open, so closing alone would not end the connection.
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
