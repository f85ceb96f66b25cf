import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import ServiceClient
import Testing
import TestTransport

@Suite struct OperationReadingTests {
    private struct Identified: Decodable {
        let id: String
    }

    @Test func anAnswerAboutAnotherOperationIsUnreadable() async throws {
        let transport = ScriptedTransport([answer(200, Samples.firstGeneration)])
        let id = try #require(OperationID("op_asked"))
        await #expect(throws: MintError.self) { try await client(transport).operation(id) }
    }

    private func reading(_ json: String, headers: HeaderFields = [:]) async throws -> OperationReading {
        let transport = ScriptedTransport([answer(200, json, headers: headers)])
        // It uses the id of the response; any id if the response has none.
        let id = (try? JSONDecoder().decode(Identified.self, from: Data(json.utf8)))?.id
        return try await client(transport).operation(try #require(OperationID(id ?? "") ?? OperationID("op_asked")))
    }

    @Test func firstGenerationDecodes() async throws {
        let operation = try await reading(Samples.firstGeneration).operation
        #expect(operation.id.rawValue == "op_7Q2")
        #expect(operation.kind == .worldGeneration)
        #expect(operation.status == .previewReady)
        #expect(operation.mode == .review)
        #expect(operation.awaitsPerson)
        #expect(operation.prompt == "A quiet sci-fi greenhouse")
        #expect(operation.preset == "standard")
        #expect(operation.generationModel == "marble-1")
        #expect(operation.resource?.kind == .world)
        #expect(operation.mintURL == "https://mint.gg/0xabc/world_1")
        #expect(operation.caption == "Glass and ferns")
        #expect(
            operation.assets.map(\.name) == [
                "previewImage", "thumbnail", "pano", "colliderMesh", "rad", "spz 100k", "spz 500k", "spz full_res",
            ])
        #expect(operation.failure == OperationFailure(code: "generation_failed", message: "no luck"))
        #expect(operation.createdAt == Date(timeIntervalSince1970: 1_699_335_116))
        #expect(operation.updatedAt == Date(timeIntervalSince1970: 1_699_335_117.25))
        #expect(operation.completedAt == Date(timeIntervalSince1970: 1_699_335_118 - 7200))
        #expect(operation.canceledAt == nil)
    }

    @Test func secondGenerationDecodesWithItsConversion() async throws {
        let operation = try await reading(Samples.secondGenerationConversion).operation
        #expect(operation.kind == .modelConversion)
        #expect(operation.status == .succeeded)
        #expect(operation.prompt == nil)
        #expect(operation.failure == nil)
        #expect(
            operation.assets == [
                Asset(name: "previewImage", url: "https://cdn.mint.gg/p.png"),
                Asset(name: "thumbnail", url: "https://cdn.mint.gg/t.png"),
                Asset(name: "glb", url: "https://cdn.mint.gg/m.glb", byteCount: 1_048_576),
                Asset(name: "optimizedGlb", url: "https://cdn.mint.gg/o.glb"),
                Asset(name: "converted usdz", url: "https://cdn.mint.gg/m.usdz", byteCount: 2048),
                Asset(name: "converted obj", url: "https://cdn.mint.gg/m.zip", byteCount: 4096),
            ])
    }

    @Test func thirdGenerationDecodesWithBillingAndCredits() async throws {
        let operation = try await reading(Samples.thirdGenerationBilling).operation
        #expect(operation.status == .billingRequired)
        #expect(operation.awaitsPerson)
        #expect(
            operation.billing
                == BillingHold(
                    reason: "insufficient_credits", requiredCredits: 798, availableCredits: 12.5,
                    actionURL: "https://mint.gg/billing"))
        #expect(operation.credits == OperationCredits(estimated: 798, reserved: 550, finalized: 248))
        #expect(operation.createdAt == Date(timeIntervalSince1970: 1_794_029_516.123456))
        #expect(operation.updatedAt == nil)
        #expect(operation.assets.isEmpty)
    }

    @Test func idAndStatusAreEnough() async throws {
        let operation = try await reading("{\"id\": \"x-1\", \"status\": \"running\"}").operation
        #expect(operation.id.rawValue == "x-1")
        #expect(operation.status == .running)
        #expect(operation.kind == .other("unknown"))
        #expect(operation.mode == nil)
    }

    @Test func unknownWordsStayRaw() async throws {
        let operation = try await reading(
            """
            {"id": "a", "status": "dreaming", "type": "audio_generation", "generationMode": "turbo",
             "resource": {"type": "asset_pack", "id": "pack_1"}, "extra": {"a": [1]}}
            """
        ).operation
        #expect(operation.status == .other("dreaming"))
        #expect(operation.kind == .other("audio_generation"))
        #expect(operation.mode == nil)
        #expect(operation.resource?.type == "asset_pack")
        #expect(operation.resource?.kind == nil)
    }

    @Test(arguments: ["[]", "\"x\"", "7", "{\"code\": 1}", "{\"message\": \"m\"}"])
    func failureOfAnyShapeIsKept(error: String) async throws {
        let operation = try await reading("{\"id\": \"a\", \"status\": \"failed\", \"error\": \(error)}").operation
        #expect(operation.failure != nil)
    }

    @Test(arguments: ["\"text\"", "[]", "{\"glbUrl\": 7}", "{\"glbUrl\": \"\"}", "{\"spzUrls\": 3}", "null", "{}"])
    func assetsOfAnyShapeAreNoFailure(assets: String) async throws {
        let operation = try await reading("{\"id\": \"a\", \"status\": \"running\", \"assets\": \(assets)}").operation
        #expect(operation.assets.isEmpty)
    }

    @Test func bodyAndRetryAfterComeAlong() async throws {
        let reading = try await reading(Samples.thirdGenerationBilling, headers: ["Retry-After": "4"])
        #expect(reading.rawJSON == Samples.thirdGenerationBilling)
        #expect(reading.retryAfter == .seconds(4))
    }

    @Test(arguments: [
        ("", "it is not valid JSON"), ("{", "it is not valid JSON"), ("<html>", "it is not valid JSON"),
        ("[]", "it is not an object"), ("{\"status\": \"running\"}", "“id” is missing"),
        ("{\"id\": \"a\"}", "“status” is missing"), ("{\"id\": \"a\", \"status\": 3}", "“status” is not a text"),
        ("{\"id\": \"a\", \"status\": null}", "“status” is null"),
        ("{\"id\": \"a/../b\", \"status\": \"x\"}", "its “id” is not a possible id"),
    ])
    func brokenAnswerSaysWhatIsWrong(json: String, fault: String) async throws {
        let expected = MintError.unreadable("The answer of api.mint.gg cannot be read: \(fault).")
        await #expect(throws: expected) { try await reading(json) }
        #expect(expected.readFailure.problem == .unreadable(expected.description))
    }

    @Test func refusesADeeplyNestedAnswer() async throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        let expected = MintError.unreadable(
            "The answer of api.mint.gg cannot be read: it is nested more than 64 levels deep.")
        await #expect(throws: expected) {
            try await reading("{\"id\": \"a\", \"status\": \"x\", \"assets\": \(deep)}")
        }
    }

    @Test func refusesAnAnswerOfTooManyValues() async throws {
        let wide = "[" + String(repeating: "[],", count: 20_000) + "[]]"
        let expected = MintError.unreadable(
            "The answer of api.mint.gg cannot be read: it has more than 20000 values.")
        await #expect(throws: expected) {
            try await reading("{\"id\": \"a\", \"status\": \"x\", \"assets\": \(wide)}")
        }
    }

    @Test func hostileNumberOfFilesIsCut() async throws {
        let tiers = (0..<5000).map { "\"t\($0)\": \"https://a/\($0)\"" }.joined(separator: ",")
        let operation = try await reading("{\"id\": \"a\", \"status\": \"x\", \"assets\": {\"spzUrls\": {\(tiers)}}}")
            .operation
        #expect(operation.assets.count == 200)
    }

    @Test func namesOfFilesAreUnique() async throws {
        let operation = try await reading(
            """
            {"id": "a", "status": "x", "assets": {"spzUrls": {"1": "u"}, "imageUrls": ["v", "w"], "url": "f",
             "spz 1Url": "z"}}
            """
        ).operation
        #expect(Set(operation.assets.map(\.name)).count == operation.assets.count)
        #expect(operation.assets.map(\.name).contains("image 2"))
        #expect(operation.assets.map(\.name).contains("file"))
    }
}
