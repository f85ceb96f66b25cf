import Foundation
import LocalMint
import Testing
import Wire

@Suite struct SafetyTests {
    @Test(arguments: [
        ("0.0.0.0", false, "key"), ("0.0.0.0", true, nil), ("0.0.0.0", true, ""), ("::", false, nil),
        ("192.0.2.1", false, "key"), ("mint.example", false, "key"), ("127.mint.example", false, "key"),
    ])
    func anAddressOthersReachTakesPermissionAndAKey(host: String, allowed: Bool, key: String?) async {
        let clock = WallClock()
        var configuration = LocalMint.Configuration(storage: .inMemory, apiKey: key, seeded: false)
        (configuration.host, configuration.allowsRemote) = (host, allowed)
        let mint = LocalMint(configuration, now: { clock.now })
        await #expect(throws: LocalMintError.unsafeAddress(host: host)) {
            try await mint.run { _ in Issue.record("it listens on \(host)") }
        }
    }

    @Test func withBothItServesAddressesAndTheNamesItWasGiven() async throws {
        try await TestMint.run({
            ($0.host, $0.allowsRemote, $0.apiKey, $0.allowedHosts) = ("0.0.0.0", true, "mine", ["Mint.Example"])
        }) { mint in
            for (host, status) in [
                ("127.0.0.1", 200), ("192.0.2.7:8787", 200), ("[2001:db8::1]:80", 200), ("mint.example:1", 200),
                ("rebound.example", 403), ("mint.example.evil", 403), ("", 403),
            ] {
                let headers = ["Authorization": "Bearer mine", "Host": host]
                #expect(try await mint.client.get("/v1/me", headers: headers).status == status, "\(host)")
            }
            // Links name the address that was used.
            let body: JSONValue = .object(["prompt": .string("x")])
            let answer = try await mint.client.send(
                "POST", "/v1/models:generate",
                headers: [
                    "Authorization": "Bearer mine", "Host": "mint.example:99", "Content-Type": "application/json",
                    "Idempotency-Key": "k",
                ], body: Array(try JSONEncoder().encode(body)))
            #expect(try answer.json()["mintUrl"]?.string?.hasPrefix("http://mint.example:99/app/0x") == true)
        }
    }

    @Test func anAddressIsNoNameOnLoopback() async throws {
        try await TestMint.run { mint in
            for (host, status) in [
                ("localhost", 200), ("LOCALHOST:1", 200), ("[::1]:9", 200), ("192.0.2.7", 403), ("localhost:x", 403),
                ("localhost.evil", 403), ("127.0.0.1.evil", 403),
            ] {
                let answer = try await mint.client.get("/v1/health", headers: ["Host": host])
                #expect(answer.status == status, "\(host)")
            }
        }
    }

    @Test func tooManyOrTooLargeHeadersEndTheConnection() async throws {
        try await TestMint.run { mint in
            let many = (0..<200).map { "X-\($0): a\r\n" }.joined()
            let large = "X-Large: \(String(repeating: "a", count: 40_000))\r\n"
            for headers in [many, large] {
                let request = "GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n"
                let answer = try await mint.client.exchange(Array(request.utf8))
                #expect(!answer.starts(with: Array("HTTP/1.1 200".utf8)))
            }
            #expect(try await mint.client.get("/v1/health").status == 200)
        }
    }

    @Test func aFormOfAnotherSiteTopsNothingUp() async throws {
        try await TestMint.run { mint in
            func available() async throws -> JSONValue? {
                try await mint.client.get("/v1/usage").json()["credits"]?["totalAvailable"]
            }
            let foreign = try await mint.client.send(
                "POST", "/app/billing", headers: ["Origin": "https://evil.example"])
            #expect(foreign.status == 403)
            #expect(try await available() == .integer(12_480))
            let own = try await mint.client.send("POST", "/app/billing", headers: ["Origin": mint.address.url])
            #expect(own.status == 200)
            #expect(try await available() == .integer(17_480))
        }
    }

    /// Only the status line matters: a connection with ambiguous request boundaries is closed.
    @Test(arguments: [
        "GET /v1/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "POST /v1/models:generate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer KEY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /v2/agent/x/job HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer KEY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func whatReadsInTwoWaysIsRefusedAndIsNoFaultOfTheServer(request: String) async throws {
        try await TestMint.run { mint in
            let head = request.replacing("KEY", with: mint.client.key).replacing(
                "\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
            let answer = String(decoding: try await mint.client.exchange(Array(head.utf8)), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(80))")
        }
    }
}
