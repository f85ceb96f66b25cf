import Foundation
import HTTPTransport
import Synchronization
import Testing
import TestTransport

@Suite struct RetryingTransportTests {
    private let clock = ManualClock.jumping()

    private func request(
        _ method: HTTPMethod = .post, retries: RetryChoice = .byRules, key: String? = "k1"
    ) throws
        -> HTTPRequest
    {
        let url = try #require(URL(string: "https://api.mint.gg/v1/models:generate?secret=query"))
        var request = HTTPRequest(
            method: method, url: url, body: Data("{}".utf8), deadline: .seconds(10), retries: retries)
        request.headers["Idempotency-Key"] = key
        return request
    }

    private func transport(
        _ base: any HTTPTransport, log: @escaping @Sendable (RequestLogEntry) -> Void = { _ in }
    ) -> RetryingTransport {
        RetryingTransport(
            base, clock: clock, now: { Date(timeIntervalSince1970: 784_111_747) }, random: { 1 }, log: log)
    }

    private func lost() throws -> TransportFailure { .connectionLost(try origin()) }
    private func refused() throws -> TransportFailure { .cannotConnect(try origin(), .refused) }
    private func origin() throws -> Origin { try #require(try Origin(request().url)) }

    @Test func sameBytesAndKeyAreSentUntilAnAnswerComes() async throws {
        let base = ScriptedTransport([
            .failure(try lost()), .success(HTTPResponse(status: 503)), .success(HTTPResponse(status: 202)),
        ])
        let response = try await transport(base).send(request())
        #expect(response.status == 202)
        #expect(base.requests.count == 3)
        #expect(base.requests.allSatisfy { $0.headers["idempotency-key"] == "k1" && $0.body == Data("{}".utf8) })
        #expect(clock.sleeps == [.milliseconds(500), .seconds(1)])
    }

    @Test func requestWithoutRetriesHasOneAttempt() async throws {
        let base = ScriptedTransport([.success(HTTPResponse(status: 503)), .success(HTTPResponse(status: 200))])
        let response = try await transport(base).send(request(.get, retries: .never))
        #expect(response.status == 503)
        #expect(base.requests.count == 1)
    }

    @Test func changeWithoutKeyIsNotRepeatedAfterALostAnswer() async throws {
        let base = ScriptedTransport([.failure(try lost()), .success(HTTPResponse(status: 202))])
        let lost = try lost()
        await #expect(throws: lost) { try await transport(base).send(request(key: nil)) }
        #expect(base.requests.count == 1)
    }

    @Test func retryAfterOfTheAnswerIsObeyed() async throws {
        let base = ScriptedTransport([
            .success(HTTPResponse(status: 429, headers: ["Retry-After": "7"])),
            .success(HTTPResponse(status: 503, headers: ["retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"])),
            .success(HTTPResponse(status: 200)),
        ])
        #expect(try await transport(base).send(request()).status == 200)
        #expect(clock.sleeps == [.seconds(7), .seconds(30)])
    }

    @Test func refusalAfterAnUncertainAttemptSaysSo() async throws {
        let base = ScriptedTransport([.failure(try lost()), .success(HTTPResponse(status: 401))])
        #expect(try await transport(base).send(request()).earlierAttemptMayHaveArrived)
    }

    @Test func refusalAfterRateLimitingAloneIsCertain() async throws {
        let base = ScriptedTransport([.success(HTTPResponse(status: 429)), .success(HTTPResponse(status: 401))])
        #expect(try await transport(base).send(request()).earlierAttemptMayHaveArrived == false)
    }

    @Test func uncertainFailureGoesBeforeACertainOne() async throws {
        let script: [Result<HTTPResponse, any Error>] = [
            .failure(try lost()), .failure(try refused()), .failure(try refused()), .failure(try refused()),
        ]
        let lost = try lost()
        await #expect(throws: lost) { try await transport(ScriptedTransport(script)).send(request()) }
    }

    @Test func cancellationPassesThroughAtOnce() async throws {
        let base = ScriptedTransport([.failure(CancellationError()), .success(HTTPResponse(status: 200))])
        await #expect(throws: CancellationError.self) { try await transport(base).send(request()) }
        #expect(base.requests.count == 1)
    }

    @Test func eachAttemptIsLoggedWithoutQuery() async throws {
        let entries = Mutex<[RequestLogEntry]>([])
        let base = ScriptedTransport([.failure(try lost()), .success(HTTPResponse(status: 202))])
        let transport = transport(base) { entry in entries.withLock { $0.append(entry) } }
        _ = try await transport.send(request())
        let lines = entries.withLock { $0.map(\.description) }
        #expect(
            lines == [
                "POST /v1/models:generate connection-lost 0 ms", "POST /v1/models:generate 202 0 ms (attempt 2)",
            ])
    }
}
