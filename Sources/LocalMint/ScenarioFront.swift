import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore
import Synchronization
import Wire

/// The outermost handler: applies the scenario to requests and responses of the two services and to files.
///
/// Pages for users and the admin routes are excluded, so that a scenario can always be seen and ended.
struct ScenarioFront: Sendable {
    /// Ends the connection when thrown.
    struct Hangup: Error {}

    let front: HTTPFront
    let stage: ScenarioStage
    let now: @Sendable () -> Date
    /// Nil waits on the event loop of the connection.
    let sleep: (@Sendable (Duration) async throws -> Void)?

    /// Responds to the request, with the scenario's faults.
    ///
    /// - Throws: `Hangup` to end the connection, and errors of writing
    func serve(_ request: Request, _ writer: consuming ResponseWriter, over channel: any Channel) async throws {
        let path = request.uri.path
        guard ["/v1", "/v2", "/files"].contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else {
            let response = await front.respond(to: request, over: channel)
            return try await writer.write(response: response.head, body: response.body)
        }
        let turn = stage.turn(request.method.rawValue, path)
        if turn.delay > 0 { try await pause(.seconds(turn.delay), channel) }
        if turn.fault == .dropped { throw Hangup() }
        let response = try await response(to: request, turn, channel)
        switch turn.fault {
        case .answerLost: throw Hangup()
        case .resetMidBody:
            let body = try await response.collected()
            try await reset(response, Array(body.prefix(Int(Double(body.count) * turn.cut))), writer, channel)
        case .truncatedJSON where response.isJSON:
            let body = try await response.collected()
            var cut = response
            cut.body = ResponseBody(byteBuffer: ByteBuffer(bytes: body.prefix(Int(Double(body.count) * turn.cut))))
            try await writer.write(response: cut.head, body: cut.body)
        case .truncatedJSON, .dropped, .unavailable, nil:
            try await writer.write(response: response.head, body: response.body)
        }
    }

    private func response(
        to request: Request, _ turn: ScenarioStage.Turn, _ channel: any Channel
    ) async throws -> Response {
        let path = request.uri.path
        if case .unavailable(let seconds) = turn.fault {
            return front.finished(.refusal(.unavailable(retryAfterSeconds: seconds), at: path))
        }
        let dress = ScenarioDress(scenario: turn.scenario, now: now())
        if path.hasPrefix("/files/") {
            let given = request.uri.queryParameters[Substring(ScenarioDress.givenKey)].map(String.init)
            if dress.isExpired(given: given) {
                return front.finished(.refusal(.forbiddenLink(isExpired: true), at: path))
            }
        } else if let seconds = stage.wait(for: path.hasPrefix("/v2") ? .agent : .mint, at: now()) {
            return front.finished(.refusal(.rateLimited(retryAfterSeconds: seconds), at: path))
        }
        var response = await front.respond(to: request, over: channel)
        guard !dress.isPlain, response.isJSON, response.status.code < 300 else { return response }
        let json = try JSONValue(parsing: try await response.collected())
        response.body = try Response.json(dress.dressed(json)).body
        return response
    }

    private func pause(_ duration: Duration, _ channel: any Channel) async throws {
        if let sleep { return try await sleep(duration) }
        let wait = channel.eventLoop.scheduleTask(in: TimeAmount(duration)) {}
        try await withTaskCancellationHandler {
            try await wait.futureResult.get()
        } onCancel: {
            wait.cancel()
        }
    }

    /// Announces the whole body, writes its beginning and resets the connection.
    private func reset(
        _ response: Response, _ beginning: [UInt8], _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let body = ResponseBody(contentLength: response.body.contentLength) { body in
            try await body.write(ByteBuffer(bytes: beginning))
            // Closing without lingering sends a reset; set here, because the server would end the connection in an
            // orderly way.
            try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            try await channel.close().get()
            throw Hangup()
        }
        try await writer.write(response: response.head, body: body)
    }
}

extension Problem {
    static func unavailable(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: 503, kind: "service-unavailable", title: "Service unavailable",
            detail: "The service is out of reach; try again in \(retryAfterSeconds) s.",
            headers: ["Retry-After": String(retryAfterSeconds)])
    }
}

extension Response {
    var isJSON: Bool { headers[.contentType]?.contains("json") == true }

    func collected() async throws -> [UInt8] {
        let collector = BodyCollector()
        try await body.write(collector)
        return collector.bytes.withLock { $0 }
    }
}

private final class BodyCollector: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
        bytes.withLock { $0 += Array(buffer: buffer) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
