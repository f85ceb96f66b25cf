import AssetFiles
import Foundation
import HTTPTransport
import MintDomain
import Testing

struct FileFetcherTests {
    @Test func aSmallFileComesWhole() async throws {
        try await Self.run({ _ in .init(headers: ["Content-Type: image/png"], body: [1, 2, 3]) }) { fetcher, base in
            let bytes = try await fetcher.bytes(base + "/a.png", limit: 3)
            #expect(bytes == [1, 2, 3])
        }
    }

    @Test(arguments: [nil, ""] as [String?])
    func moreThanTheLimitIsRefused(length: String?) async throws {
        let body = Array(repeating: UInt8(1), count: 100_000)
        try await Self.run({ _ in .init(length: length, body: body, ending: .close) }) { fetcher, base in
            await #expect(throws: FileProblem.tooLarge(limit: 99_999, host: "127.0.0.1")) {
                try await fetcher.bytes(base + "/a.png", limit: 99_999)
            }
        }
    }

    @Test(arguments: [
        ("404 Not Found", "", FileProblem.notFound(host: "127.0.0.1")), ("403 No", "", .expired(host: "127.0.0.1")),
        ("500 Oh", "", .status(500, host: "127.0.0.1")),
        ("200 OK", "text/html", .wrongContent("an HTML page", expected: .bin, host: "127.0.0.1")),
        ("200 OK", "image/png", .wrongContent("an HTML page", expected: .bin, host: "127.0.0.1")),
    ])
    func whatIsNoPictureIsAClearError(status: String, type: String, problem: FileProblem) async throws {
        let page = Array("\n <html><body>Sorry</body></html>".utf8)
        try await Self.run({ _ in .init(status: status, headers: ["Content-Type: \(type)"], body: page) }) {
            fetcher, base in
            await #expect(throws: problem) { try await fetcher.bytes(base + "/a.png", limit: 1000) }
        }
    }

    @Test func aRedirectToAnotherSchemeOrAReservedAddressIsRefused() async throws {
        for (target, refusal) in [
            ("file:///etc/passwd", LinkRefusal.scheme("file")),
            ("http://169.254.169.254/latest/meta-data/", .reach(.nowhere, host: "169.254.169.254")),
            ("http://user@127.0.0.1/", .userInfo),
        ] {
            try await Self.run({ _ in .init(status: "307 Temporary Redirect", headers: ["Location: \(target)"]) }) {
                fetcher, base in
                await #expect(throws: FileProblem.refused(refusal)) {
                    try await fetcher.bytes(base + "/a.png", limit: 1000)
                }
            }
        }
    }

    @Test func aNameThatLeadsToThisMachineIsRefusedBeforeAnythingIsSent() async throws {
        // The policy of a live profile, with an internet name that resolves to this machine.
        let server = try await FileServer { _ in .init(body: [1]) }
        let policy = try #require(LinkPolicy(server: "http://api.example.test"))
        var access = FileAccess(policy)
        access.check = { _ in .checkedAddress }
        access.addresses = { _ in ["127.0.0.1"] }
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: access)
        let address = server.base.replacing("127.0.0.1", with: "files.example.test") + "/a.png"
        let request = FileRequest(url: try #require(URL(string: address)))
        await #expect(throws: FileProblem.refused(.reach(.loopback, host: "files.example.test (127.0.0.1)"))) {
            try await transport.read(request) { _ in
                true
            } piece: { _ in
            }
        }
        #expect(server.requests.isEmpty)
        try await transport.shutdown()
        try await server.stop()
    }

    private static func run(
        _ answer: @escaping @Sendable (FileServer.Request) -> FileServer.Answer,
        _ body: (FileFetcher, String) async throws -> Void
    ) async throws {
        let server = try await FileServer(answer)
        let policy = try #require(LinkPolicy(server: server.base))
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: FileAccess(policy))
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(FileFetcher(transport: transport, policy: policy), server.base))
        } catch {
            result = .failure(error)
        }
        try await transport.shutdown()
        try await server.stop()
        try result.get()
    }
}
