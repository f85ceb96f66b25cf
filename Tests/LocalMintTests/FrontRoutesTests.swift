import Foundation
import LocalMint
import Testing
import Wire

@Suite struct FrontRoutesTests {
    @Test(arguments: [
        ("GET", "/v1/operations", 404), ("GET", "/v1/nothing", 404), ("GET", "/", 404),
        ("POST", "/v1/operations/op_1:explode", 404),
        ("GET", "/v1/operations/op_none", 404), ("GET", "/v1/operations/..%2F..%2Fetc", 404),
        ("DELETE", "/v1/worlds", 405),
        ("GET", "/v1/worlds:generate", 405), ("PUT", "/v1/operations/op_1", 405),
        ("GET", "/v1/operations/op_1:approve", 405), ("TRACE", "/v1/me", 405), ("QUERY", "/v1/worlds", 405),
        ("QUERY", "/v1/nothing", 404),
    ])
    func everyRefusalIsAProblemWithARequestID(method: String, path: String, status: Int) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.send(
                method, path, headers: ["Authorization": "Bearer \(mint.client.key)"])
            #expect(answer.status == status)
            #expect(try answer.json()["status"] == .integer(Int64(status)))
            #expect(try answer.problem == (status == 404 ? "not-found" : "method-not-allowed"))
            #expect(answer.headers["x-request-id"]?.isEmpty == false)
            #expect((answer.headers["allow"] != nil) == (status == 405))
        }
    }

    @Test func aKeyIsNeededForEverythingButHealth() async throws {
        try await TestMint.run { mint in
            #expect(try await mint.client.get("/v1/health", headers: [:]).status == 200)
            for path in ["/v1/me", "/v1/usage", "/v1/worlds", "/v1/operations/x", "/v1/nothing", "/v1"] {
                for headers in [[:], ["Authorization": "Bearer wrong"]] {
                    let answer = try await mint.client.get(path, headers: headers)
                    #expect(answer.status == 401)
                    #expect(try answer.problem == "unauthorized")
                    #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
                }
            }
        }
    }

    @Test func accountRoutesSayWhoAndHowMuch() async throws {
        try await TestMint.run { mint in
            let me = try await mint.client.get("/v1/me").json()
            #expect(me["owner"]?["userId"]?.string?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
            let usage = try await mint.client.get("/v1/usage").json()
            #expect(usage["credits"]?["totalAvailable"] == .integer(12_480))
            #expect(usage["apiUsage"]?["creditsUsed"] == .integer(0))
        }
    }

    @Test func aForeignHostNameIsRefused() async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.send("GET", "/v1/health", headers: ["Host": "mint.example:80"])
            #expect(answer.status == 403)
            #expect(try answer.problem == "forbidden")
        }
    }

    @Test func overTheRateTheAnswerSaysHowLongToWait() async throws {
        try await TestMint.run({ $0.requestsPerMinute = 3 }) { mint in
            for _ in 0..<3 { #expect(try await mint.client.get("/v1/me").status == 200) }
            let answer = try await mint.client.get("/v1/me")
            #expect(answer.status == 429)
            #expect(try answer.problem == "rate-limited")
            let seconds = try #require(answer.headers["retry-after"].flatMap(Double.init))
            mint.clock.advance(by: seconds)
            #expect(try await mint.client.get("/v1/me").status == 200)
        }
    }
}
