import Foundation
import HTTPTransport
import Synchronization
import Testing
import TestTransport

struct SilenceTellingTransportTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func request() throws -> HTTPRequest {
        HTTPRequest(method: .get, url: try #require(URL(string: "https://mint.test/v1/me")), deadline: .seconds(10))
    }

    @Test func tellsOfARequestWithoutAnAnswerAndOfItsEnd() async throws {
        let base = HeldAnswer()
        let (silences, silence) = AsyncStream.makeStream(of: RequestSilence.self)
        let transport = SilenceTellingTransport(
            base, limit: .seconds(10), clock: ManualClock.jumping(), now: { start }, tell: { silence.yield($0) })
        let request = try request()
        let sending = Task { try await transport.send(request) }
        var events = silences.makeAsyncIterator()
        #expect(await events.next() == .began(number: 1, since: start))
        base.release()
        #expect(try await sending.value.status == 200)
        #expect(await events.next() == .ended(number: 1))
    }

    @Test func tellsNothingOfAnAnswerInTime() async throws {
        let events = Mutex<[RequestSilence]>([])
        let transport = SilenceTellingTransport(
            ScriptedTransport([.success(HTTPResponse(status: 200))]), limit: .seconds(10), clock: ManualClock.gated(),
            now: { start }, tell: { event in events.withLock { $0.append(event) } })
        _ = try await transport.send(request())
        #expect(events.withLock { $0 } == [])
    }
}

/// A transport that answers on demand.
private final class HeldAnswer: HTTPTransport {
    private let gate: AsyncStream<Void>
    private let opener: AsyncStream<Void>.Continuation

    init() {
        (gate, opener) = AsyncStream<Void>.makeStream()
    }

    func release() { opener.finish() }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        for await _ in gate {}
        return HTTPResponse(status: 200)
    }
}
