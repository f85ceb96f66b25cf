import Foundation
import LocalMint
import Testing
import Wire

@Suite struct GenerationRoutesTests {
    @Test func aStartIsAcceptedWithEveryFieldAndALocation() async throws {
        try await TestMint.run { mint in
            let answer = try await mint.start(
                "worlds", ["name": .string("Pools"), "generationPreset": .string("fast")])
            #expect(answer.status == 202)
            let operation = try answer.json()
            let id = try #require(operation["id"]?.string)
            #expect(answer.headers["location"] == "/v1/operations/\(id)")
            #expect(answer.headers["x-request-id"]?.isEmpty == false)
            let members = try #require(operation.object)
            for key in ["optimizationLevel", "conversion", "assets", "error", "completedAt", "canceledAt"] {
                #expect(members[key] == .null, "\(key)")
            }
            #expect(operation["object"] == .string("operation"))
            #expect(operation["type"] == .string("world_generation"))
            #expect(operation["generationModel"]?.string?.hasPrefix("marble-") == true)
            #expect(operation["credits"]?["reserved"] == .integer(320))
            #expect(operation["mintUrl"]?.string?.hasPrefix("\(mint.address.url)/app/0x") == true)
            #expect(try await mint.operation(id) == operation)
        }
    }

    @Test func aReviewedModelGoesItsWholeWay() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start().json()["id"]?.string)
            #expect(try await mint.status(id) == "queued")
            mint.clock.advance(by: 7)
            #expect(try await mint.status(id) == "running")
            mint.clock.advance(by: 60)
            #expect(try await mint.status(id) == "preview_ready")
            let feedback: JSONValue = .object(["feedback": .string("green please")])
            let revised = try await mint.client.post("/v1/operations/\(id):revise", feedback, key: "r1")
            #expect(revised.status == 202)
            #expect(try revised.json()["status"] == .string("running"))
            mint.clock.advance(by: 60)
            let preview = try await mint.operation(id)["assets"]?["previewImageUrl"]?.string
            #expect(preview?.contains("/preview-1.png?") == true)
            let approved = try await mint.client.post("/v1/operations/\(id):approve", nil, key: "a1")
            #expect(approved.status == 202)
            mint.clock.advance(by: 200)
            let done = try await mint.operation(id)
            #expect(done["status"] == .string("succeeded"))
            #expect(done["assets"]?["glbSizeBytes"]?.integer ?? 0 > 1_000)
            #expect(done["credits"]?["finalized"] == .integer(798))
            #expect(done["credits"]?["reserved"] == .integer(0))
        }
    }

    @Test func twentyStartsAtOnceWithOneKeyMakeOneOperation() async throws {
        try await TestMint.run { mint in
            let ids = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<20 { group.addTask { try await mint.start().json()["id"]?.string } }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(ids.count == 1 && ids.first != .some(nil))
            let models = try await mint.client.get("/v1/models").json()
            #expect(models["data"]?.array?.count == 1)
        }
    }

    @Test func aReplayGivesTheStoredCodeAndThePresentState() async throws {
        try await TestMint.run { mint in
            let first = try await mint.start()
            mint.clock.advance(by: 100)
            let again = try await mint.start()
            #expect(again.status == 202)
            #expect(again.headers["location"] == first.headers["location"])
            #expect(try again.json()["status"] == .string("preview_ready"))
            let other = try await mint.start("models", ["prompt": .string("Something else")])
            #expect(other.status == 409)
            #expect(try other.problem == "idempotency-conflict")
            let elsewhere = try await mint.start("worlds")
            #expect(try elsewhere.problem == "idempotency-conflict")
        }
    }

    @Test func aRefusedStartDoesNotUseUpItsKey() async throws {
        try await TestMint.run { mint in
            let refused = try await mint.start("models", ["prompt": .string("")])
            #expect(refused.status == 422)
            #expect(try await mint.start().status == 202)
        }
    }

    @Test(arguments: ["approve", "revise", "resume"])
    func anActionFromTheWrongStatusChangesNothing(action: String) async throws {
        try await TestMint.run { mint in
            let before = try await mint.start().json()
            let id = try #require(before["id"]?.string)
            let body: JSONValue = action == "revise" ? .object(["feedback": .string("x")]) : .object([:])
            let answer = try await mint.client.post("/v1/operations/\(id):\(action)", body, key: "a")
            #expect(answer.status == 409)
            #expect(try answer.problem == "invalid-state")
            #expect(try await mint.operation(id) == before)
        }
    }

    @Test func cancelTakesEffectAtOnceAndTwiceIsAReplay() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start().json()["id"]?.string)
            for _ in 0..<2 {
                let answer = try await mint.client.post("/v1/operations/\(id):cancel", .object([:]), key: "c")
                #expect(answer.status == 202)
                #expect(try answer.json()["status"] == .string("canceled"))
            }
            let other = try await mint.client.post("/v1/operations/\(id):cancel", .object([:]), key: "c2")
            #expect(other.status == 409)
        }
    }

    @Test func anEmptyPurseAsksForPaymentAndResumeGoesOn() async throws {
        try await TestMint.run { mint in
            for number in 0..<6 {
                _ = try await mint.start(
                    "worlds", ["generationPreset": .string("production")], key: "k\(number)", mode: "auto")
            }
            mint.clock.advance(by: 7)
            let list = try await mint.client.get("/v1/worlds?limit=1").json()
            #expect(list["data"]?.array?.first?["status"] == .string("billing_required"))
            let last = try await mint.start(
                "worlds", ["generationPreset": .string("production")], key: "k5", mode: "auto"
            ).json()
            let id = try #require(last["id"]?.string)
            #expect(last["billing"]?["requiredCredits"] == .integer(2_100))
            #expect(last["billing"]?["availableCredits"] == .integer(1_980))
            let resumed = try await mint.client.post("/v1/operations/\(id):resume", nil, key: "r")
            #expect(try resumed.json()["status"] == .string("running"))
            #expect(try resumed.json()["billing"] == nil)
            let usage = try await mint.client.get("/v1/usage").json()
            #expect(usage["credits"]?["totalAvailable"] == .integer(4_880))
        }
    }

    @Test func planOutcomesShowInTheOperation() async throws {
        try await TestMint.run { mint in
            let failed = try #require(
                try await mint.start("models", ["prompt": .string("x [fail]")], key: "f").json()["id"]?.string)
            let partial = try #require(
                try await mint.start("worlds", ["prompt": .string("x [partial]")], key: "p", mode: "auto").json()["id"]?
                    .string)
            mint.clock.advance(by: 1_000)
            let failure = try await mint.operation(failed)
            #expect(failure["status"] == .string("failed"))
            #expect(failure["error"]?["code"]?.string?.isEmpty == false)
            let world = try await mint.operation(partial)
            #expect(world["status"] == .string("partially_succeeded"))
            #expect(world["assets"]?["colliderMeshUrl"] == nil && world["assets"]?["panoUrl"] != nil)
        }
    }

    @Test(arguments: [
        (nil, 400, "missing-idempotency-key"), ("", 400, "missing-idempotency-key"),
        (String(repeating: "k", count: 256), 400, "validation"),
    ])
    func aBadIdempotencyKeyIsRefused(key: String?, status: Int, problem: String) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.post("/v1/models:generate", .object(["prompt": .string("a")]), key: key)
            #expect(answer.status == status)
            #expect(try answer.problem == problem)
            #expect(try answer.json()["errors"]?.array?.first?["path"] == .string("Idempotency-Key"))
        }
    }

    @Test func badBodiesAreRefusedByTheirKind() async throws {
        try await TestMint.run { mint in
            let base = ["Authorization": "Bearer \(mint.client.key)", "Idempotency-Key": "k"]
            func send(_ body: String, type: String?) async throws -> TestHTTPClient.Answer {
                var headers = base
                headers["Content-Type"] = type
                return try await mint.client.send(
                    "POST", "/v1/models:generate", headers: headers, body: Array(body.utf8))
            }
            #expect(try await send("{", type: "application/json").problem == "validation")
            #expect(try await send("{}", type: "text/plain").problem == "unsupported-media-type")
            #expect(try await send("{}", type: nil).problem == "unsupported-media-type")
            #expect(try await send(#"{"prompt":"a"}"#, type: "application/json; charset=utf-8").status == 202)
            let large = #"{"prompt":"\#(String(repeating: "a", count: 70_000))"}"#
            let refused = try await send(large, type: "application/json")
            #expect(refused.status == 413)
            #expect(try refused.problem == "payload-too-large")
        }
    }

    @Test func aPercentEncodedColonIsAColon() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object(["prompt": .string("a")])
            let answer = try await mint.client.post("/v1/models%3Agenerate", body, key: "k")
            #expect(answer.status == 202)
        }
    }
}
