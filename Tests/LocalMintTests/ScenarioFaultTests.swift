import Foundation
import NIOCore
import Testing
import Wire

@testable import LocalMint

@Suite struct ScenarioFaultTests {
    /// The outcome for a client, byte by byte.
    private enum Outcome: Hashable, Sendable {
        case whole(String)
        case truncated(String)
        case refused(String)
        /// No response, or a reset.
        case cut
    }

    /// The received bytes of one request, without the port, which does not depend on the seed.
    private func outcome(_ mint: TestMint, _ request: String, _ body: String = "") async -> Outcome {
        let head =
            "\(request) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIdempotency-Key: k\(body.count)\r\n"
            + "Authorization: Bearer \(mint.client.key)\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        do {
            let bytes = try await mint.client.exchange(Array(head.utf8))
            guard !bytes.isEmpty else { return .cut }
            let text = String(decoding: bytes, as: UTF8.self).replacing(":\(mint.client.port)", with: ":PORT")
            guard !text.hasPrefix("HTTP/1.1 503") else { return .refused(text) }
            let content = text.components(separatedBy: "\r\n\r\n").dropFirst().joined()
            let isWhole = (try? JSONValue(parsing: Array(content.utf8))) != nil
            // `try?`: the test expects unreadable JSON.
            return isWhole ? .whole(text) : .truncated(text)
        } catch {
            return .cut
        }
    }

    /// Links are signed with a key, which does not depend on the seed.
    private func run(seed: UInt64) async throws -> [Outcome] {
        try await TestMint.run({
            ($0.scenario, $0.randomSeed, $0.seeded, $0.linkSecret) = (.flaky, seed, true, [7])
        }) { mint in
            var outcomes: [Outcome] = []
            for number in 0..<40 {
                outcomes.append(await outcome(mint, "GET /v1/worlds?limit=3"))
                let prompt = String(repeating: "p", count: number + 1)
                outcomes.append(await outcome(mint, "POST /v1/models:generate", #"{"prompt":"\#(prompt)"}"#))
                mint.clock.advance(by: 1)
            }
            return outcomes
        }
    }

    @Test func aSeedRepeatsARunToTheByte() async throws {
        let (first, second) = (try await run(seed: 5), try await run(seed: 5))
        #expect(first == second)
        #expect(try await run(seed: 6) != first)
        var kinds: [String: Int] = [:]
        for outcome in first { kinds[String(describing: outcome).prefix { $0 != "(" }.description, default: 0] += 1 }
        #expect(kinds.keys.sorted() == ["cut", "refused", "truncated", "whole"], "\(kinds)")
    }

    /// The effect of each fault: whether bytes arrive, and whether the work was done.
    @Test(arguments: [
        (Scenario.Fault.dropped, false, 0), (.answerLost, false, 1), (.resetMidBody, false, 1),
        (.truncatedJSON, true, 1), (.unavailable(retryAfterSeconds: 1), true, 0),
    ])
    func eachFaultDoesWhatItSays(fault: Scenario.Fault, isAnswered: Bool, worlds: Int) async throws {
        let path = "/v1/worlds:generate"
        let seed = try #require((0...).first { ScenarioStage(.flaky, seed: $0).turn("POST", path).fault == fault })
        try await TestMint.run({ ($0.scenario, $0.randomSeed) = (.flaky, seed) }) { mint in
            let outcome = await outcome(mint, "POST \(path)", #"{"prompt":"x"}"#)
            switch (fault, outcome) {
            case (.truncatedJSON, .truncated(let text)):
                // A whole response by the rules of HTTP.
                let parts = text.components(separatedBy: "\r\n\r\n")
                #expect(parts[0].hasPrefix("HTTP/1.1 202") && parts[1].hasPrefix("{") && !parts[1].hasSuffix("}"))
            case (.unavailable, .refused(let text)): #expect(text.lowercased().contains("retry-after: 1\r\n"))
            default: #expect(!isAnswered && outcome == .cut, "\(outcome)")
            }
            _ = try await mint.play("steady")
            #expect(try await mint.client.get("/v1/worlds").json()["data"]?.array?.count == worlds)
        }
    }

    @Test func aResetComesAfterTheBeginningOfTheAnswer() async throws {
        let seed = try #require(
            (0...).first { ScenarioStage(.flaky, seed: $0).turn("GET", "/v1/worlds").fault == .resetMidBody })
        try await TestMint.run({ ($0.scenario, $0.randomSeed, $0.seeded) = (.flaky, seed, true) }) { mint in
            let request =
                "GET /v1/worlds HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(mint.client.key)\r\n\r\n"
            await confirmation { began in
                _ = await #expect(throws: IOError.self) {
                    try await mint.client.exchange(Array(request.utf8)) { began() }
                }
            }
        }
    }

    @Test func whoTriesAgainWithTheSameKeyGetsOneOperation() async throws {
        try await TestMint.run({ ($0.scenario, $0.randomSeed) = (.flaky, 3) }) { mint in
            for number in 0..<40 {
                let body = #"{"prompt":"p\#(number)"}"#
                for _ in 0..<20 {
                    // `try?`: after any failure the same request is sent again.
                    let answer = try? await mint.client.send(
                        "POST", "/v1/worlds:generate",
                        headers: [
                            "Authorization": "Bearer \(mint.client.key)", "Content-Type": "application/json",
                            "Idempotency-Key": "key \(number)",
                        ], body: Array(body.utf8))
                    if answer?.status == 202, (try? answer?.json()) != nil { break }
                }
            }
            _ = try await mint.play("steady")
            let list = try await mint.client.get("/v1/worlds?limit=100").json()
            let prompts = try #require(list["data"]?.array).compactMap { $0["prompt"]?.string }
            #expect(prompts.count == 40 && Set(prompts).count == 40)
        }
    }
}
