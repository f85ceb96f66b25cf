import Foundation
import NIOSSL
import Testing

@testable import HTTPTransport

@Suite(.timeLimit(.minutes(1))) struct AsyncHTTPTransportTests {
    /// Runs the body with a transport that is always shut down afterward.
    private func withTransport(
        clock: some Clock<Duration> = ContinuousClock(), answerLimit: Int = AsyncHTTPTransport.defaultAnswerLimit,
        _ body: (AsyncHTTPTransport) async throws -> Void
    ) async throws {
        let transport = AsyncHTTPTransport(clock: clock, answerLimit: answerLimit)
        do {
            try await body(transport)
        } catch {
            try await transport.shutdown()
            throw error
        }
        try await transport.shutdown()
    }

    private func request(_ address: String, _ method: HTTPMethod = .get, body: String? = nil) throws -> HTTPRequest {
        HTTPRequest(
            method: method, url: try #require(URL(string: address)), headers: ["Authorization": "Bearer k"],
            body: body.map { Data($0.utf8) }, deadline: .seconds(20))
    }

    private func origin(_ address: String) throws -> Origin {
        try #require(URL(string: address).flatMap(Origin.init))
    }

    @Test func answerComesWhole() async throws {
        let server = try await RawServer([.answer("202 Accepted", headers: ["X-Word: a"], body: "{\"id\":\"op_1\"}")])
        try await withTransport { transport in
            let path = "\(server.base)/v1/operations/op_1:approve"
            let response = try await transport.send(request(path, .post, body: "{}"))
            #expect(response.status == 202)
            #expect(response.headers["x-word"] == "a")
            #expect(String(decoding: response.body, as: UTF8.self) == "{\"id\":\"op_1\"}")
        }
        let sent = try #require(server.requests.first)
        #expect(sent.hasPrefix("POST /v1/operations/op_1:approve HTTP/1.1\r\n"))
        #expect(sent.lowercased().contains("authorization: bearer k\r\n"))
        #expect(sent.hasSuffix("\r\n\r\n{}"))
        try await server.stop()
    }

    @Test func refusedConnectionFailsAtOnceAndNothingWasSent() async throws {
        let server = try await RawServer([])
        let base = server.base
        try await server.stop()
        try await withTransport { transport in
            let failure = TransportFailure.cannotConnect(try origin(base), .refused)
            await #expect(throws: failure) { try await transport.send(request("\(base)/v1/me")) }
            #expect(failure.description == "Cannot reach \(base) (connection refused).")
            #expect(failure.mayHaveArrived == false)
        }
    }

    @Test func unknownHostIsNamed() async throws {
        // A label over 63 characters fails in the resolver without asking the network.
        let host = String(repeating: "a", count: 70) + ".invalid"
        try await withTransport { transport in
            let failure = TransportFailure.cannotConnect(try origin("http://\(host)"), .unknownHost)
            await #expect(throws: failure) { try await transport.send(request("http://\(host)/")) }
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"])
    func deadlineCoversHeadAndBody(bytes: String) async throws {
        let server = try await RawServer([.bytes(bytes)])
        let clock = ManualClock.gated()
        try await withTransport(clock: clock) { transport in
            let failure = TransportFailure.noAnswer(try origin(server.base), within: .seconds(20))
            let request = try request(server.base)
            let task = Task { try await transport.send(request) }
            await server.waitForRequest()
            clock.openGate()
            await #expect(throws: failure) { try await task.value }
            #expect(failure.description == "No answer from 127.0.0.1:\(server.port) within 20 s.")
            #expect(failure.mayHaveArrived)
        }
        try await server.stop()
    }

    @Test(arguments: [
        RawServer.Step.bytesThenReset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
        .bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), .bytesThenReset(""), .bytesThenClose(""),
    ])
    func brokenConnectionIsLost(step: RawServer.Step) async throws {
        let server = try await RawServer([step])
        try await withTransport { transport in
            let failure = TransportFailure.connectionLost(try origin(server.base))
            await #expect(throws: failure) { try await transport.send(request(server.base)) }
            #expect(failure.mayHaveArrived)
        }
        try await server.stop()
    }

    @Test func garbageIsNotHTTP() async throws {
        let server = try await RawServer([.bytesThenClose("220 mail.example.com ESMTP ready\r\n\r\n")])
        try await withTransport { transport in
            let failure = TransportFailure.notHTTP(try origin(server.base))
            await #expect(throws: failure) {
                try await transport.send(request(server.base))
            }
        }
        try await server.stop()
    }

    @Test func plainServerBehindHttpsIsATLSFailure() async throws {
        let server = try await RawServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n")
        try await withTransport { transport in
            let address = "https://127.0.0.1:\(server.port)"
            let failure = TransportFailure.insecure(try origin(address), isCertificateRefused: false)
            await #expect(throws: failure) {
                try await transport.send(request(address))
            }
        }
        try await server.stop()
    }

    @Test(arguments: [
        RawServer.Step.answer("200 OK", body: String(repeating: "x", count: 101)),
        .bytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n\(String(repeating: "x", count: 101))\r\n0\r\n\r\n"
        ),
    ])
    func tooLargeAnswerIsRefused(step: RawServer.Step) async throws {
        let server = try await RawServer([step, .answer("200 OK", body: String(repeating: "x", count: 100))])
        try await withTransport(answerLimit: 100) { transport in
            let failure = TransportFailure.answerTooLarge(try origin(server.base), limit: 100)
            await #expect(throws: failure) {
                try await transport.send(request(server.base))
            }
            #expect(try await transport.send(request(server.base)).body.count == 100)
        }
        try await server.stop()
    }

    @Test func cancellationIsNoFailure() async throws {
        let server = try await RawServer([.silence])
        try await withTransport { transport in
            let request = try request(server.base)
            let task = Task { try await transport.send(request) }
            await server.waitForRequest()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        try await server.stop()
    }

    @Test func redirectWithinTheOriginIsFollowed() async throws {
        let server = try await RawServer([
            .answer("307 Temporary Redirect", headers: ["Location: /v2/me"]), .answer("200 OK", body: "yes"),
        ])
        try await withTransport { transport in
            let response = try await transport.send(request("\(server.base)/v1/me"))
            #expect(String(decoding: response.body, as: UTF8.self) == "yes")
        }
        #expect(server.requests.last?.hasPrefix("GET /v2/me ") == true)
        try await server.stop()
    }

    @Test func redirectToAnotherOriginNeverGetsTheKey() async throws {
        let other = try await RawServer([.answer("200 OK")])
        let server = try await RawServer([.answer("302 Found", headers: ["Location: \(other.base)/steal"])])
        try await withTransport { transport in
            let failure = TransportFailure.redirected(
                try origin(server.base), status: 302, to: try origin(other.base))
            await #expect(throws: failure) { try await transport.send(request(server.base)) }
            #expect(failure.description.contains(other.base))
        }
        #expect(server.requests.count == 1)
        #expect(other.requests.isEmpty)
        try await other.stop()
        try await server.stop()
    }

    @Test func redirectOfAChangeIsNotFollowed() async throws {
        let server = try await RawServer([.answer("307 Temporary Redirect", headers: ["Location: /again"])])
        try await withTransport { transport in
            let origin = try origin(server.base)
            await #expect(throws: TransportFailure.redirected(origin, status: 307, to: origin)) {
                try await transport.send(request(server.base, .post, body: "{}"))
            }
        }
        #expect(server.requests.count == 1)
        try await server.stop()
    }

    @Test func redirectsAreCounted() async throws {
        let hop = RawServer.Step.answer("302 Found", headers: ["Location: /again"])
        let server = try await RawServer([hop, hop, hop, hop, hop])
        try await withTransport { transport in
            let origin = try origin(server.base)
            await #expect(throws: TransportFailure.redirected(origin, status: 302, to: origin)) {
                try await transport.send(request(server.base))
            }
        }
        #expect(server.requests.count == 4)
        try await server.stop()
    }

    @Test func badHeaderIsRefusedWithoutQuotingIt() async throws {
        try await withTransport { transport in
            var request = try request("http://127.0.0.1:9/")
            request.headers["Authorization"] = "Bearer a\r\nX-Evil: mk_secret"
            do {
                _ = try await transport.send(request)
                Issue.record("A header with a line break was sent.")
            } catch let failure as TransportFailure {
                #expect(failure.word == "invalid-request")
                #expect(!"\(failure)".contains("mk_secret"))
            }
        }
    }

    @Test func shutdownEndsARequestUnderWayAsCanceled() async throws {
        let server = try await RawServer([.silence])
        let transport = AsyncHTTPTransport(clock: ContinuousClock())
        let request = try request(server.base)
        let task = Task { try await transport.send(request) }
        await server.waitForRequest()
        try await transport.shutdown()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await server.stop()
    }

    @Test func requestAfterShutdownIsCanceled() async throws {
        let transport = AsyncHTTPTransport(clock: ContinuousClock())
        try await transport.shutdown()
        await #expect(throws: CancellationError.self) { try await transport.send(request("http://127.0.0.1:9/")) }
    }

    // MARK: - Broken connections

    private func repeatable(_ address: String, deadline: Duration) throws -> HTTPRequest {
        var request = try request(address, .post, body: "{}")
        request.headers["Idempotency-Key"] = "one"
        request.deadline = deadline
        return request
    }

    private func short(_ address: String) throws -> HTTPRequest {
        var request = try request(address)
        request.deadline = .milliseconds(100)
        return request
    }

    @Test func sendsOnANewConnectionAfterAMissedDeadline() async throws {
        let server = try await RawServer([.answer("200 OK"), .silence, .answer("202 Accepted")])
        try await withTransport { transport in
            let failure = TransportFailure.noAnswer(try origin(server.base), within: .milliseconds(100))
            #expect(try await transport.send(request(server.base)).status == 200)
            await #expect(throws: failure) { try await transport.send(short(server.base)) }
            #expect(try await transport.send(repeatable(server.base, deadline: .seconds(20))).status == 202)
        }
        #expect(server.connections == 2)
        try await server.stop()
    }

    @Test func sendsOnANewHTTP2ConnectionAfterAMissedDeadline() async throws {
        let server = try await FreezingHTTP2Server()
        try await withHTTP2Transport { transport in
            let failure = TransportFailure.noAnswer(try origin(server.base), within: .milliseconds(100))
            #expect(try await transport.send(request(server.base)).status == 200)
            await #expect(throws: failure) { try await transport.send(short(server.base)) }
            #expect(try await transport.send(repeatable(server.base, deadline: .seconds(20))).status == 200)
        }
        #expect(server.requests == [0, 0, 1])
        try await server.stop()
    }

    @Test func aDecisionOnADeadHTTP2ConnectionDoesNotWaitForItsOwnDeadline() async throws {
        let server = try await FreezingHTTP2Server()
        try await withHTTP2Transport { transport in
            let failure = TransportFailure.connectionLost(try origin(server.base))
            #expect(try await transport.send(request(server.base)).status == 200)
            await server.waitForRequest()
            let decision = try repeatable(server.base, deadline: .seconds(50))
            let sending = Task { try await transport.send(decision) }
            await server.waitForRequest()
            await #expect(throws: TransportFailure.self) { try await transport.send(short(server.base)) }
            await #expect(throws: failure) { try await sending.value }
            #expect(try await transport.send(decision).status == 200)
        }
        #expect(server.requests == [0, 0, 0, 1])
        try await server.stop()
    }

    private func withHTTP2Transport(_ body: (AsyncHTTPTransport) async throws -> Void) async throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let transport = AsyncHTTPTransport(clock: ContinuousClock(), tls: tls)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(transport))
        } catch {
            result = .failure(error)
        }
        try await transport.shutdown()
        try result.get()
    }

    // MARK: - Endless responses

    @Test(arguments: [
        String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 50_000),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "x", count: 1_100_000),
    ])
    func endsAnAnswerThatGoesOnBesideItsBody(bytes: String) async throws {
        let server = try await RawServer([.bytes(bytes)])
        try await withTransport(answerLimit: 100) { transport in
            let origin = try origin(server.base)
            await #expect(throws: TransportFailure.answerTooLarge(origin, limit: 100)) {
                try await transport.send(request(server.base))
            }
        }
        try await server.stop()
    }

    @Test func theBytesOfSeveralAnswersAreNotAddedUp() async throws {
        let body = String(repeating: "x", count: 600_000)
        let server = try await RawServer([.answer("200 OK", body: body), .answer("200 OK", body: body)])
        try await withTransport(answerLimit: 600_000) { transport in
            for _ in 1...2 {
                let answer = try await transport.send(request(server.base))
                #expect(answer.body.count == 600_000)
            }
        }
        #expect(server.connections == 1)
        try await server.stop()
    }
}
