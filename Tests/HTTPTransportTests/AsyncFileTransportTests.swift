import Foundation
import HTTPTransport
import Synchronization
import Testing

struct AsyncFileTransportTests {
    private static let anyone = FileAccess(
        check: { _ in .anyAddress }, allowsAddress: { _ in true }, refusal: { _, _ in CancellationError() })

    @Test func theRestIsAskedForWithItsProof() async throws {
        try await run([.answer("206 Partial Content", headers: ["Content-Range: bytes 5-9/10"], body: "56789")]) {
            transport, server in
            let url = try #require(URL(string: server.base + "/a"))
            let body = Mutex("")
            try await transport.read(FileRequest(url: url, offset: 5, validator: "\"x\"")) { head in
                #expect(head.status == 206)
                #expect(head.range?.first == 5)
                #expect(head.range?.total == 10)
                return true
            } piece: { bytes in
                body.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
            }
            #expect(body.withLock { $0 } == "56789")
            let request = try #require(server.requests.first)
            #expect(request.contains("Range: bytes=5-\r\n"))
            #expect(request.contains("If-Range: \"x\"\r\n"))
            #expect(request.contains("Accept-Encoding: identity\r\n"))
        }
    }

    @Test func redirectsAreFollowedFiveTimesAndCheckedEachTime() async throws {
        let steps = (1...6).map { RawServer.Step.answer("302 Found", headers: ["Location: /\($0)"]) }
        let checked = Mutex<[String]>([])
        var access = Self.anyone
        access.check = { url in
            checked.withLock { $0.append(url.path()) }
            return .anyAddress
        }
        try await run(steps, access) { transport, server in
            let url = try #require(URL(string: server.base + "/0"))
            await #expect {
                try await transport.read(FileRequest(url: url)) { _ in
                    true
                } piece: { _ in
                }
            } throws: { error in
                if case .redirected = error as? TransportFailure { true } else { false }
            }
            #expect(server.requests.count == 6)
            #expect(checked.withLock { $0 } == ["/0", "/1", "/2", "/3", "/4", "/5"])
        }
    }

    @Test func aRefusedRedirectIsNotAsked() async throws {
        struct Refused: Error, Equatable {}
        var access = Self.anyone
        access.check = { url in
            if url.path() == "/secret" { throw Refused() }
            return .anyAddress
        }
        try await run([.answer("308 Permanent Redirect", headers: ["Location: /secret"])], access) {
            transport, server in
            let url = try #require(URL(string: server.base + "/0"))
            await #expect(throws: Refused.self) {
                try await transport.read(FileRequest(url: url)) { _ in
                    true
                } piece: { _ in
                }
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [RawServer.Step.silence, .bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")])
    func silenceEndsTheRead(step: RawServer.Step) async throws {
        let clock = ManualClock.gated()
        let server = try await RawServer([step])
        let transport = AsyncFileTransport(clock: clock, access: Self.anyone)
        let url = try #require(URL(string: server.base + "/a"))
        let origin = try #require(Origin(url))
        let (pieces, piece) = AsyncStream.makeStream(of: Void.self)
        let read = Task {
            try await transport.read(FileRequest(url: url, silence: .seconds(30))) { _ in
                true
            } piece: { _ in
                piece.yield()
            }
        }
        await server.waitForRequest()
        if case .bytes(let text) = step, !text.isEmpty { for await _ in pieces { break } }
        clock.openGate()
        await #expect(throws: TransportFailure.noAnswer(origin, within: .seconds(30))) { try await read.value }
        try await transport.shutdown()
        try await server.stop()
    }

    @Test func cancellingEndsItAtOnce() async throws {
        let server = try await RawServer([.silence])
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: Self.anyone)
        let url = try #require(URL(string: server.base + "/a"))
        let read = Task {
            try await transport.read(FileRequest(url: url)) { _ in
                true
            } piece: { _ in
            }
        }
        await server.waitForRequest()
        read.cancel()
        await #expect(throws: CancellationError.self) { try await read.value }
        try await transport.shutdown()
        try await server.stop()
    }

    @Test func whatTheCallerThrowsComesBackAsItIs() async throws {
        struct Mine: Error {}
        try await run([.answer("200 OK", body: "x"), .answer("200 OK", body: "x")]) { transport, server in
            let url = try #require(URL(string: server.base + "/a"))
            await #expect(throws: Mine.self) {
                try await transport.read(FileRequest(url: url)) { _ in
                    throw Mine()
                } piece: { _ in
                }
            }
            await #expect(throws: Mine.self) {
                try await transport.read(FileRequest(url: url)) { _ in
                    true
                } piece: { _ in
                    throw Mine()
                }
            }
        }
    }

    @Test func aConnectionThatBreaksIsAFailureOfTheServer() async throws {
        try await run([.bytesThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")]) { transport, server in
            let url = try #require(URL(string: server.base + "/a"))
            let origin = try #require(Origin(url))
            await #expect(throws: TransportFailure.connectionLost(origin)) {
                try await transport.read(FileRequest(url: url)) { _ in
                    true
                } piece: { _ in
                }
            }
        }
    }

    // MARK: - Addresses behind names

    private struct Forbidden: Error, Equatable {
        var host: String
        var address: String
    }

    /// Access to hosts named by the server: names resolve by the table, and 127.0.0.1 counts as internet.
    private static func access(_ names: [String: [String]]) -> FileAccess {
        FileAccess(
            check: { _ in .checkedAddress }, allowsAddress: { $0 == "127.0.0.1" },
            addresses: { host in
                guard let addresses = names[host.lowercased()] else { throw NameResolution.UnknownName() }
                return addresses
            },
            refusal: { Forbidden(host: $0, address: $1) })
    }

    private func read(_ address: String, _ transport: AsyncFileTransport) async throws -> String {
        let body = Mutex("")
        try await transport.read(FileRequest(url: try #require(URL(string: address)))) { _ in
            true
        } piece: { bytes in
            body.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        }
        return body.withLock { $0 }
    }

    @Test(arguments: ["https", "http"], [["127.0.0.1"], ["127.0.0.2", "127.0.0.1"]])
    func aForbiddenAddressBehindANameGetsNoByte(scheme: String, addresses: [String]) async throws {
        var access = Self.access(["inside.test": addresses])
        access.allowsAddress = { $0 == "127.0.0.2" }
        try await run([], access) { transport, server in
            await #expect(throws: Forbidden(host: "inside.test", address: "127.0.0.1")) {
                try await read("\(scheme)://Inside.test:\(server.port)/a", transport)
            }
            #expect(server.connections == 0)
        }
    }

    @Test func aRedirectToAForbiddenAddressGetsNoByte() async throws {
        let inner = try await RawServer([])
        let hop = RawServer.Step.answer("302 Found", headers: ["Location: https://inside.test:\(inner.port)/"])
        try await run([hop], Self.access(["files.test": ["127.0.0.1"], "inside.test": ["127.0.0.2"]])) {
            transport, server in
            await #expect(throws: Forbidden(host: "inside.test", address: "127.0.0.2")) {
                try await read("http://files.test:\(server.port)/a", transport)
            }
        }
        #expect(inner.connections == 0)
        try await inner.stop()
    }

    @Test func connectsToTheCheckedAddressAndKeepsTheName() async throws {
        let access = Self.access(["files.test": ["127.0.0.1"]])
        try await run([.answer("200 OK", body: "x"), .answer("200 OK", body: "y")], access) { transport, server in
            let first = try await read("http://files.test:\(server.port)/a", transport)
            let second = try await read("http://FILES.test:\(server.port)/a", transport)
            #expect([first, second] == ["x", "y"])
            #expect(server.requests.allSatisfy { $0.lowercased().contains("host: files.test:\(server.port)\r\n") })
        }
    }

    @Test func triesTheNextAddressWhereNothingAnswersAtTheFirst() async throws {
        var access = Self.access(["files.test": ["127.0.0.2", "127.0.0.1"]])
        access.allowsAddress = { $0.hasPrefix("127.0.0.") }
        try await run([.answer("200 OK", body: "x")], access) { transport, server in
            let body = try await read("http://files.test:\(server.port)/a", transport)
            #expect(body == "x")
        }
    }

    @Test func aNameWithoutAnAddressIsNamed() async throws {
        try await run([], Self.access([:])) { transport, _ in
            let origin = try #require(URL(string: "https://gone.test/").flatMap(Origin.init))
            await #expect(throws: TransportFailure.cannotConnect(origin, .unknownHost)) {
                try await read("https://gone.test/a", transport)
            }
        }
    }

    @Test func readsFromMoreHostsThanAreKept() async throws {
        let hosts = (1...9).map { "files\($0).test" }
        let access = Self.access(Dictionary(uniqueKeysWithValues: hosts.map { ($0, ["127.0.0.1"]) }))
        let steps = (hosts + hosts).map { _ in RawServer.Step.answer("200 OK", body: "x") }
        try await run(steps, access) { transport, server in
            for host in hosts + hosts {
                let body = try await read("http://\(host):\(server.port)/", transport)
                #expect(body == "x")
            }
        }
    }

    @Test func theSystemsResolverGivesNumbers() async throws {
        #expect(try await NameResolution.addresses(of: "127.0.0.1") == ["127.0.0.1"])
        #expect(try await NameResolution.addresses(of: "::1") == ["::1"])
        #expect(try await NameResolution.addresses(of: "2130706433") == ["127.0.0.1"])
        await #expect(throws: NameResolution.UnknownName.self) {
            try await NameResolution.addresses(of: String(repeating: "a", count: 70) + ".invalid")
        }
    }

    private func run(
        _ steps: [RawServer.Step], _ access: FileAccess = anyone,
        _ body: (AsyncFileTransport, RawServer) async throws -> Void
    ) async throws {
        let server = try await RawServer(steps)
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: access)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(transport, server))
        } catch {
            result = .failure(error)
        }
        try await transport.shutdown()
        try await server.stop()
        try result.get()
    }
}
