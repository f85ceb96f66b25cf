import Foundation
import LocalMint
import Testing
import Wire

@Suite struct MintlifyRoutesTests {
    @Test func aJobRunsToItsPullRequest() async throws {
        try await TestMint.run { mint in
            let made = try await mint.createJob("Fix the links")
            #expect(made.status == 201 && made.headers["content-type"] == "application/json")
            let job = try made.json()
            let id = try #require(job["id"]?.string)
            #expect(job["status"] == .string("active"))
            #expect(job["source"] == .object(["repository": .string("local-mint/docs"), "ref": .string("main")]))
            #expect(job["model"]?.string?.isEmpty == false && job["createdAt"] == .string("2026-09-21T14:13:20.000Z"))
            #expect(job.object?["prLink"] == .null && job.object?["archivedAt"] == .null)
            mint.clock.advance(by: 200)
            let done = try await mint.job(id)
            #expect(done["status"] == .string("completed"))
            let link = try #require(done["prLink"]?.string)
            #expect(link.hasPrefix(mint.address.url + "/") && link.hasSuffix("/pull/1"))
            let page = try await mint.client.get(String(link.dropFirst(mint.address.url.count)), headers: [:])
            #expect(page.status == 200 && page.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(String(decoding: page.body, as: UTF8.self).contains("Fix the links"))
        }
    }

    @Test func aPullRequestThatIsNotThereHasNoPage() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.createJob("Fix <b>links</b>").json()["id"]?.string)
            #expect(try await mint.client.get("/app/jobs/\(id)/pull/1", headers: [:]).status == 404)
            mint.clock.advance(by: 200)
            let page = try await mint.client.get("/app/jobs/\(id)/pull/1", headers: [:])
            #expect(String(decoding: page.body, as: UTF8.self).contains("Fix &lt;b&gt;links&lt;/b&gt;"))
            for path in ["/app/jobs/\(id)/pull/2", "/app/jobs/\(id)/pull/01", "/app/jobs/other/pull/1"] {
                #expect(try await mint.client.get(path, headers: [:]).status == 404)
            }
        }
    }

    @Test func aFollowUpWakesAFinishedJob() async throws {
        try await TestMint.run { mint in
            for first in ["Fix the links", "Fix the links [fail]"] {
                let id = try #require(try await mint.createJob(first).json()["id"]?.string)
                mint.clock.advance(by: 200)
                let before = try await mint.job(id)
                let answer = try await mint.message("Now the images", to: id)
                #expect(answer.status == 200)
                #expect(try answer.json()["status"] == .string("active"))
                #expect(try answer.json()["prLink"] == before["prLink"])
                mint.clock.advance(by: 100)
                let after = try await mint.job(id)
                #expect(after["status"] == .string("completed"))
                #expect(after["prLink"] != nil)
            }
        }
    }

    @Test func aMessageToAnActiveJobIsQueued() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.createJob("Fix the links").json()["id"]?.string)
            #expect(try await mint.message("And the images", to: id).status == 200)
            mint.clock.advance(by: 300)
            #expect(try await mint.job(id)["status"] == .string("completed"))
        }
    }

    @Test(arguments: [
        (#"{}"#, "required"), (#"{"prompt":""}"#, "0 characters"), (#"{"prompt":7}"#, "string"),
        (#"{"prompt":null}"#, "string"), (#"{"prompt":"#, "JSON"), ("[]", "object"), ("", "JSON"),
    ])
    func aBadBodyIsRefusedInPlainJSON(body: String, reason: String) async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.createJob("Fix the links").json()["id"]?.string)
            for path in ["", "/\(id)/message"] {
                let answer = try await mint.client.send(
                    "POST", mint.agentPath + path, headers: mint.agentHeaders, body: Array(body.utf8))
                #expect(answer.status == 400 && answer.headers["content-type"] == "application/json")
                #expect(try Set(answer.json().object?.keys.map { $0 } ?? []) == ["error"])
                #expect(try answer.json()["error"]?.string?.contains(reason) == true)
            }
        }
    }

    @Test(arguments: [
        ("GET", "/job_none", 404), ("POST", "/job_none/message", 404), ("DELETE", "/job_none", 405), ("GET", "", 405),
        ("POST", "/job_none/cancel", 404),
    ])
    func everyOtherRefusalHasTheSameShape(method: String, path: String, status: Int) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.send(
                method, mint.agentPath + path, headers: mint.agentHeaders, body: Array(#"{"prompt":"x"}"#.utf8))
            #expect(answer.status == status)
            #expect(try answer.json()["error"]?.string?.isEmpty == false)
        }
    }

    @Test func onlyTheAdminKeyOfTheProjectOpensIt() async throws {
        try await TestMint.run { mint in
            let path = "\(mint.agentPath)/job_none"
            for (key, status) in [("mint_dsc_1", 403), ("mint_us_1", 403), (mint.address.apiKey, 401), ("mint_x", 401)]
            {
                let answer = try await mint.client.get(path, headers: ["Authorization": "Bearer \(key)"])
                #expect(answer.status == status)
                #expect(try answer.json()["error"]?.string?.isEmpty == false)
            }
            #expect(try await mint.client.get(path, headers: [:]).status == 401)
            let other = try await mint.client.get("/v2/agent/elsewhere/job/x", headers: mint.agentHeaders)
            #expect(other.status == 404)
            // And it is not valid for the Mint API.
            #expect(try await mint.client.get("/v1/me", headers: mint.agentHeaders).status == 401)
        }
    }

    @Test func aHundredUsesInAnHourAreAllAndTheAnswerSaysHowLongToWait() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.createJob("Fix the links").json()["id"]?.string)
            mint.clock.advance(by: 60)
            for number in 1..<100 {
                let answer = number % 2 == 0 ? try await mint.createJob("x") : try await mint.message("x", to: id)
                #expect(answer.status == (number % 2 == 0 ? 201 : 200))
            }
            for answer in [try await mint.createJob("x"), try await mint.message("x", to: id)] {
                #expect(answer.status == 429 && answer.headers["retry-after"] == "3540")
                #expect(try answer.json()["error"]?.string?.contains("100") == true)
            }
            // Reads are free, and a rejected request does not count.
            #expect(try await mint.job(id)["id"] == .string(id))
            mint.clock.advance(by: 3540)
            #expect(try await mint.createJob("x").status == 201)
            #expect(try await mint.createJob("x").status == 429)
        }
    }

    @Test func usesThatComeTogetherAreCountedOneByOne() async throws {
        try await TestMint.run { mint in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<120 { group.addTask { try await mint.createJob("x").status } }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [201: 100, 429: 20])
        }
    }

    /// Random input is accepted, or rejected with an error in the service's format.
    @Test func randomBytesAreNoFaultOfTheServer() async throws {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "{", "}", "[", "\"", "prompt", ":", ",", "\\ud800", "null", "1e999", " ", "\u{0}", "é", "\\", "x",
        ]
        let bodies = (0..<200).map { number in
            number.isMultiple(of: 3)
                ? (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    UInt8.random(in: .min ... .max, using: &random)
                }
                : (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
                    Array((pieces.randomElement(using: &random) ?? "").utf8)
                }
        }
        try await TestMint.run { mint in
            for body in bodies {
                let answer = try await mint.client.send("POST", mint.agentPath, headers: mint.agentHeaders, body: body)
                #expect([201, 400].contains(answer.status), "\(body)")
                #expect(try answer.json()[answer.status == 201 ? "id" : "error"]?.string?.isEmpty == false, "\(body)")
            }
        }
    }

    @Test func aRestartGoesOnWhereItWas() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
        let clock = WallClock()
        let first = try await TestMint.run(clock: clock, { $0.storage = .directory(path) }) { mint in
            for _ in 1..<100 { _ = try await mint.createJob("x") }
            return (mint.address, try await mint.createJob("Fix the links").json()["id"]?.string)
        }
        clock.advance(by: 200)
        try await TestMint.run(clock: clock, { $0.storage = .directory(path) }) { mint in
            #expect(mint.address.mintlifyApiKey == first.0.mintlifyApiKey)
            #expect(mint.address.mintlifyProjectID == first.0.mintlifyProjectID)
            let job = try await mint.job(try #require(first.1))
            #expect(job["status"] == .string("completed"))
            #expect(job["prLink"]?.string?.hasPrefix(mint.address.url) == true)
            // The hourly count survives too.
            #expect(try await mint.createJob("x").status == 429)
        }
    }

    @Test func aFirstStartHasExamples() async throws {
        try await TestMint.run({ $0.seeded = true }) { mint in
            #expect(mint.address.seededJobIDs.count == 6)
            var statuses: Set<String> = []
            for id in mint.address.seededJobIDs { statuses.insert(try await mint.job(id)["status"]?.string ?? "") }
            #expect(statuses == ["active", "completed", "failed", "archived"])
            let archived = try #require(mint.address.seededJobIDs.last)
            let answer = try await mint.message("x", to: archived)
            #expect(answer.status == 400)
            #expect(try answer.json()["error"]?.string?.contains("archived") == true)
        }
    }

    /// The line as printed in the documentation; only origin and key are replaced.
    @Test func theCurlLineOfTheDocumentationWorks() async throws {
        try await TestMint.run({ $0.seeded = true }) { mint in
            let line = """
                curl --request POST \\
                  --url https://api.mintlify.com/v2/agent/{projectId}/job/{id}/message \\
                  --header 'Authorization: Bearer <token>' \\
                  --header 'Content-Type: application/json' \\
                  --data '
                {
                  "prompt": "Fix all broken links in the getting-started section."
                }
                '
                """
            let ours = line.replacing("https://api.mintlify.com", with: mint.address.url)
                .replacing("<token>", with: mint.address.mintlifyApiKey)
            let job = try JSONValue(parsing: Array(try await Shell.run(ours)))
            #expect(job["status"] == .string("active"))
            #expect(job["id"]?.string == mint.address.seededJobIDs.first)
        }
    }
}

extension TestMint {
    var agentPath: String { "/v2/agent/\(address.mintlifyProjectID)/job" }

    var agentHeaders: [String: String] {
        ["Authorization": "Bearer \(address.mintlifyApiKey)", "Content-Type": "application/json"]
    }

    func createJob(_ prompt: String) async throws -> TestHTTPClient.Answer {
        try await send(prompt, agentPath)
    }

    func message(_ prompt: String, to id: String) async throws -> TestHTTPClient.Answer {
        try await send(prompt, "\(agentPath)/\(id)/message")
    }

    func job(_ id: String) async throws -> JSONValue {
        try await client.get("\(agentPath)/\(id)", headers: agentHeaders).json()
    }

    private func send(_ prompt: String, _ path: String) async throws -> TestHTTPClient.Answer {
        let body = try JSONValue.object(["prompt": .string(prompt)]).encoded()
        return try await client.send("POST", path, headers: agentHeaders, body: Array(body.utf8))
    }
}
