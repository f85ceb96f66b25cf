import Foundation
import LocalMint
import Testing
import Wire

@Suite struct ScenarioRoutesTests {
    @Test func aScenarioIsChangedWhileItRuns() async throws {
        try await TestMint.run { mint in
            #expect(try await mint.client.get("/_local/scenario").json()["name"] == .string("steady"))
            for name in LocalMint.ScenarioName.allCases {
                let answer = try await mint.play(name.rawValue)
                #expect(answer.status == 200)
                let now = try await mint.client.get("/_local/scenario").json()
                #expect(now["name"] == .string(name.rawValue) && now["summary"] == .string(name.summary))
                #expect(now["scenarios"]?.array?.count == 12)
            }
        }
    }

    @Test func theAdminRouteTakesItsKeyAndAKnownName() async throws {
        try await TestMint.run { mint in
            #expect(try await mint.client.get("/_local/scenario", headers: [:]).status == 401)
            #expect(try await mint.client.get("/_local/scenario", headers: mint.agentHeaders).status == 401)
            let refused = try await mint.play("chaos")
            #expect(refused.status == 422)
            #expect(try refused.json()["errors"]?.array?.first?["message"]?.string?.contains("expired-links") == true)
            for (body, status) in [("{}", 422), ("[]", 400), ("{", 400), (#"{"name":"slow","x":1}"#, 422)] {
                let answer = try await mint.admin("PUT", "/_local/scenario", body)
                #expect(answer.status == status)
            }
            #expect(try await mint.admin("POST", "/_local/scenario", "{}").headers["allow"] == "GET, PUT")
            #expect(try await mint.client.get("/_local/scenario").json()["name"] == .string("steady"))
        }
    }

    @Test func slowAnswersTakeTheirTime() async throws {
        try await TestMint.run({ $0.scenario = .slow }) { mint in
            for _ in 0..<5 { #expect(try await mint.client.get("/v1/me").status == 200) }
            _ = try await mint.client.get("/_local/scenario")
            #expect(mint.clock.slept.count == 5)
            #expect(mint.clock.slept.allSatisfy { $0 >= .seconds(1) && $0 <= .seconds(4) })
        }
    }

    @Test func inAnOutageBothServicesSayWhenToComeBack() async throws {
        try await TestMint.run({ $0.scenario = .outage }) { mint in
            let answer = try await mint.client.get("/v1/me")
            #expect(answer.status == 503 && answer.headers["retry-after"] == "15")
            #expect(try answer.problem == "service-unavailable")
            #expect(answer.headers["x-request-id"]?.isEmpty == false && answer.headers["date"] != nil)
            let agent = try await mint.createJob("x")
            #expect(agent.status == 503)
            #expect(try agent.json()["error"]?.string?.isEmpty == false)
            _ = try await mint.play("steady")
            #expect(try await mint.client.get("/v1/me").status == 200)
        }
    }

    @Test func aLimitedRateLetsThoseThroughWhoWait() async throws {
        try await TestMint.run({ $0.scenario = .rateLimited }) { mint in
            for _ in 0..<6 { #expect(try await mint.client.get("/v1/me").status == 200) }
            let answer = try await mint.client.get("/v1/me")
            #expect(answer.status == 429)
            #expect(try answer.problem == "rate-limited")
            // The other service has a separate limit.
            #expect(try await mint.createJob("x").status == 201)
            mint.clock.advance(by: try #require(answer.headers["retry-after"].flatMap(Double.init)))
            #expect(try await mint.client.get("/v1/me").status == 200)
        }
    }

    @Test func failingGoesThroughEveryErrorCode() async throws {
        try await TestMint.run({ ($0.scenario, $0.speed) = (.failing, 1_000) }) { mint in
            var codes: Set<String> = []
            for number in 0..<9 {
                let started = try await mint.start(key: "k\(number)", mode: "auto").json()
                mint.clock.advance(by: 5)
                let ended = try await mint.operation(try #require(started["id"]?.string))
                #expect(ended["status"] == .string("failed"))
                codes.insert(ended["error"]?["code"]?.string ?? "")
            }
            #expect(codes.count == 9 && codes.contains("moderation_blocked") && codes.contains("optimization_failed"))
            let job = try #require(try await mint.createJob("x").json()["id"]?.string)
            mint.clock.advance(by: 5)
            #expect(try await mint.job(job)["status"] == .string("failed"))
        }
    }

    @Test func aPassingPreviewShowsLongEnoughToBeSeen() async throws {
        try await TestMint.run({ $0.scenario = .passingPreview }) { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            var seen: [String] = []
            for _ in 0..<60 {
                mint.clock.advance(by: 5)
                seen.append(try await mint.status(id) ?? "")
            }
            let first = try #require(seen.firstIndex(of: "preview_ready"))
            #expect((5...7).contains(seen.count { $0 == "preview_ready" }))
            #expect(seen[first...].contains("running") && seen.last == "succeeded")
        }
    }

    @Test func linksExpireAndReadingAgainGivesFreshOnes() async throws {
        try await TestMint.run({ ($0.scenario, $0.speed) = (.expiredLinks, 1_000) }) { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 5)
            func link() async throws -> String {
                let url = try await mint.operation(id)["assets"]?["thumbnailUrl"]?.string
                return String(try #require(url).dropFirst(mint.address.url.count))
            }
            let first = try await link()
            #expect(try await mint.client.get(first, headers: [:]).status == 200)
            mint.clock.advance(by: 2)
            let old = try await mint.client.get(first, headers: [:])
            #expect(old.status == 403)
            #expect(try old.problem == "expired-link")
            let fresh = try await link()
            #expect(fresh != first)
            #expect(try await mint.client.get(fresh, headers: [:]).status == 200)
            // Back to normal, no link is rejected.
            _ = try await mint.play("steady")
            #expect(try await mint.client.get(first, headers: [:]).status == 200)
        }
    }

    @Test func creditsSettleAWhileAfterTheEnd() async throws {
        try await TestMint.run({ ($0.scenario, $0.speed) = (.settlingCredits, 10) }) { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            var seen: [[Int64?]] = []
            for _ in 0..<60 {
                mint.clock.advance(by: 0.5)
                let operation = try await mint.operation(id)
                guard operation["status"] == .string("succeeded") else { continue }
                seen.append([operation["credits"]?["reserved"]?.integer, operation["credits"]?["finalized"]?.integer])
            }
            #expect(seen.first == [798, 0] && seen.last == [0, 798])
            #expect((3...5).contains(seen.count { $0 == [798, 0] }))
        }
    }

    @Test func anEmptyAccountWaitsForPayment() async throws {
        try await TestMint.run({ ($0.scenario, $0.speed) = (.emptyAccount, 1_000) }) { mint in
            #expect(try await mint.client.get("/v1/usage").json()["credits"]?["totalAvailable"] == .integer(0))
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 5)
            let waiting = try await mint.operation(id)
            #expect(waiting["status"] == .string("billing_required"))
            #expect(waiting["billing"]?["availableCredits"] == .integer(0))
            _ = try await mint.client.post("/v1/operations/\(id):resume", .object([:]), key: "r")
            mint.clock.advance(by: 5)
            #expect(try await mint.status(id) == "succeeded")
        }
    }

    @Test func unknownValuesAreEverywhereAndThingsStillEnd() async throws {
        try await TestMint.run({ ($0.scenario, $0.speed) = (.unknownValues, 100) }) { mint in
            let started = try await mint.start(mode: "auto").json()
            #expect(started["status"] == .string("warming_up") && started["type"] == .string("hologram_generation"))
            #expect(started["resource"]?["type"] == .string("hologram") && started["provenance"] != nil)
            #expect(started.object?["retired"] == .null)
            mint.clock.advance(by: 10)
            let id = try #require(started["id"]?.string)
            #expect(try await mint.status(id) == "succeeded")
            #expect(try await mint.operation(id)["assets"]?["voxelUrls"] != nil)
            let row = try await mint.client.get("/v1/models").json()["data"]?.array?.first
            #expect(row?["provenance"] != nil && row?["object"] == .string("model"))
            #expect(try await mint.createJob("x").json()["status"] == .string("reviewing"))
            // An error stays unmodified.
            #expect(try await mint.client.get("/v1/operations/op_none").json()["provenance"] == nil)
        }
    }

    @Test func aMillionWorldsAreThere() async throws {
        try await TestMint.run({ $0.scenario = .huge }) { mint in
            let own = try #require(try await mint.start("worlds").json()["resource"]?["id"]?.string)
            let first = try await mint.client.get("/v1/worlds?limit=100").json()
            #expect(first["data"]?.array?.count == 100 && first["data"]?.array?.first?["id"] == .string(own))
            let cursor = try #require(first["pagination"]?["nextCursor"]?.string)
            let second = try await mint.client.get("/v1/worlds?limit=100&cursor=\(cursor)").json()
            let ids = [first, second].flatMap { $0["data"]?.array?.compactMap { $0["id"]?.string } ?? [] }
            #expect(Set(ids).count == 200)
            // The last of them, also alone and with its file.
            let last = try await mint.client.get("/v1/worlds/world_crowd00000999999").json()
            #expect(last["status"] == .string("succeeded"))
            let link = try #require(last["assets"]?["thumbnailUrl"]?.string)
            #expect(
                try await mint.client.get(String(link.dropFirst(mint.address.url.count)), headers: [:]).status == 200)
            #expect(try await mint.client.get("/v1/worlds/world_crowd00001000000").status == 404)
            #expect(try await mint.client.get("/v1/models").json()["data"]?.array?.isEmpty == true)
        }
    }
}

extension TestMint {
    func play(_ scenario: String) async throws -> TestHTTPClient.Answer {
        try await admin("PUT", "/_local/scenario", #"{"name":"\#(scenario)"}"#)
    }

    func admin(_ method: String, _ path: String, _ body: String) async throws -> TestHTTPClient.Answer {
        try await client.send(
            method, path, headers: ["Authorization": "Bearer \(address.apiKey)", "Content-Type": "application/json"],
            body: Array(body.utf8))
    }
}
