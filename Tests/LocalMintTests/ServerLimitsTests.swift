import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct ServerLimitsTests {
    @Test func readsNoRequestBodyOfMoreThan64Levels() async throws {
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        try await TestMint.run { mint in
            for path in ["/v1/models:generate", "/v2/agent/\(mint.address.mintlifyProjectID)/job"] {
                let isAgent = path.hasPrefix("/v2")
                let answer = try await mint.client.send(
                    "POST", path,
                    headers: [
                        "Authorization": "Bearer \(isAgent ? mint.address.mintlifyApiKey : mint.address.apiKey)",
                        "Content-Type": "application/json", "Idempotency-Key": "k",
                    ], body: Array("{\"prompt\":\(deep)}".utf8))
                #expect(answer.status == 400)
                let text = isAgent ? try answer.json()["error"] : try answer.json()["detail"]
                #expect(
                    text
                        == .string("The body of 10011 bytes was not read: it is nested more than 64 levels deep."))
            }
        }
    }

    @Test func readsNoRequestBodyOfTooManyValues() async throws {
        let wide = "[" + String(repeating: "[],", count: 20_000) + "1]"
        try await TestMint.run { mint in
            let answer = try await mint.client.send(
                "POST", "/v1/models:generate",
                headers: [
                    "Authorization": "Bearer \(mint.address.apiKey)", "Content-Type": "application/json",
                    "Idempotency-Key": "k",
                ], body: Array("{\"prompt\":\(wide)}".utf8))
            #expect(answer.status == 400)
            #expect(try answer.json()["errors"]?.array?.first?["code"] == .string("too_complex"))
        }
    }

    @Test(arguments: [
        ("http://evil.example/v1/health", 403), ("HTTP://evil.example", 403), ("http://localhost@evil.example/", 403),
        ("http://localhost:1/v1/health", 200), ("http://127.0.0.1/v1/health?x=http://evil.example", 200),
        ("evil.example:80", 400), ("/v1/health", 200),
    ])
    func judgesTheHostOfAnAbsoluteTarget(target: String, status: Int) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.get(target)
            #expect(answer.status == status)
        }
    }

    @Test func keepsPagesOutOfFrames() async throws {
        try await TestMint.run { mint in
            let page = try await mint.client.get("/app/billing")
            #expect(page.headers["content-security-policy"]?.hasSuffix("frame-ancestors 'none'") == true)
            #expect(page.headers["x-frame-options"] == "DENY")
        }
    }

    @Test(arguments: [(20, 10), (200, 100), (1_024, 128), (1 << 20, 128), (1, 1)])
    func servesAtMost128ConnectionsAndLeavesHalfOfTheDescriptors(descriptors: Int, served: Int) {
        #expect(CappedChannel.Cap(descriptors: descriptors).served == served)
    }

    @Test func answersConnectionsAboveTheCapWith503() async throws {
        try await TestMint.run({ $0.connectionCap = CappedChannel.Cap(descriptors: 4) }) { mint in
            let request = Array("GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (answers, report) = AsyncStream<Void>.makeStream()
                for _ in 0..<2 {
                    // Stays open, without `Connection: close`.
                    group.addTask { _ = try await mint.client.exchange(request) { report.yield() } }
                }
                var open = 0
                for await _ in answers {
                    open += 1
                    if open == 2 { break }
                }
                let refused = try await mint.client.get("/v1/health")
                #expect(refused.status == 503 && refused.headers["connection"] == "close")
                // Also without a request.
                let silent = try await mint.client.exchange([])
                #expect(silent.starts(with: Array("HTTP/1.1 503".utf8)))
                group.cancelAll()
            }
            // The server notices the ends of connections one by one.
            while try await mint.client.get("/v1/health").status == 503 {}
        }
    }
}
