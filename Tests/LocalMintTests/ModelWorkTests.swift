import Foundation
import LocalMint
import Testing
import Wire

@Suite struct ModelWorkTests {
    /// A server with a finished Model.
    private static func withModel(
        _ fields: [String: JSONValue] = [:], _ body: @Sendable (TestMint, String) async throws -> Void
    ) async throws {
        try await TestMint.run { mint in
            let started = try await mint.start("models", fields, key: "model", mode: "auto").json()
            mint.clock.advance(by: 1_000)
            try await body(mint, try #require(started["resource"]?["id"]?.string))
        }
    }

    private static func work(
        _ mint: TestMint, _ path: String, _ fields: [String: JSONValue] = [:], key: String = "work"
    ) async throws -> TestHTTPClient.Answer {
        try await mint.client.post("/v1/\(path)", .object(fields), key: key)
    }

    @Test func anOptimizationMakesALighterFileAndNoSecondOne() async throws {
        try await Self.withModel { mint, model in
            let before = try await mint.client.get("/v1/models/\(model)").json()["assets"]
            let answer = try await Self.work(
                mint, "models/\(model):optimize", ["optimizationLevel": .string("aggressive")])
            #expect(answer.status == 202)
            let started = try answer.json()
            #expect(started["type"] == .string("model_optimization"))
            #expect(started["optimizationLevel"] == .string("aggressive"))
            #expect(started["prompt"] == .string("A brass lamp"))
            #expect(started["resource"]?["id"] == .string(model))
            #expect(started.object?["assets"] == .null)
            #expect(started["credits"]?["estimated"] == .integer(20))
            let second = try await Self.work(mint, "models/\(model):optimize", key: "second")
            #expect(second.status == 409)
            #expect(try second.problem == "model-optimization-in-progress")
            mint.clock.advance(by: 60)
            let done = try await mint.operation(try #require(started["id"]?.string))
            #expect(done["status"] == .string("succeeded"))
            let after = try await mint.client.get("/v1/models/\(model)").json()["assets"]
            #expect(done["assets"] == after)
            let size = try #require(after?["optimizedGlbSizeBytes"]?.integer)
            #expect(size < (before?["glbSizeBytes"]?.integer ?? 0) / 2)
            #expect(try await Self.file(mint, after?["optimizedGlbUrl"]).count == Int(size))
            #expect(before?["optimizedGlbUrl"] == nil)
            let third = try await Self.work(mint, "models/\(model):optimize", key: "third")
            #expect(third.status == 409)
            #expect(try third.problem == "model-already-optimized")
            // The first key still returns its operation, in its current state.
            let replay = try await Self.work(
                mint, "models/\(model):optimize", ["optimizationLevel": .string("aggressive")])
            #expect(replay.status == 202)
            #expect(try replay.json()["status"] == .string("succeeded"))
        }
    }

    @Test func aConversionTellsItsFilesWithTheirTrueSizes() async throws {
        try await Self.withModel(["name": .string("Brass lamp, No. 2")]) { mint, model in
            for number in 1...2 {
                let answer = try await Self.work(
                    mint, "models/\(model):convert", ["targetFormats": .array([.string("glb")])], key: "c\(number)")
                #expect(answer.status == 202)
                let started = try answer.json()
                #expect(started["type"] == .string("model_conversion"))
                for key in ["prompt", "generationPreset", "generationModel", "optimizationLevel", "assets"] {
                    #expect(started.object?[key] == .null, "\(key)")
                }
                #expect(started["conversion"]?.object?["assets"] == .null)
                mint.clock.advance(by: 60)
                let done = try await mint.operation(try #require(started["id"]?.string))["conversion"]
                #expect(done?["id"]?.string?.hasPrefix("conv_") == true)
                let artifact = try #require(done?["assets"]?["artifacts"]?["glb"])
                #expect(artifact["url"] == done?["assets"]?["glbUrl"])
                #expect(artifact["filename"] == .string("brass-lamp-no-2.glb"))
                #expect(artifact["packaging"] == .string("single_file"))
                #expect(artifact["artifactVersion"] == .integer(Int64(number)))
                #expect(try await Self.file(mint, artifact["url"]).count == Int(artifact["byteSize"]?.integer ?? 0))
            }
        }
    }

    @Test(
        arguments: [
            ([:], "/targetFormats", "required"), (["targetFormats": .array([])], "/targetFormats", "too_few"),
            (["targetFormats": .string("glb")], "/targetFormats", "invalid_type"),
            (["targetFormats": .array([.string("glb"), .string("gif")])], "/targetFormats/1", "invalid_choice"),
            (["targetFormats": .array([.string("glb"), .string("glb")])], "/targetFormats", "repeated"),
            (["targetFormats": .array([.string("glb")]), "name": .string("")], "/name", "too_short"),
            (["targetFormats": .array([.string("glb")]), "level": .string("")], "/level", "unknown_field"),
        ] as [([String: JSONValue], String, String)])
    func aBadConversionNamesItsField(fields: [String: JSONValue], path: String, code: String) async throws {
        try await Self.withModel { mint, model in
            let answer = try await Self.work(mint, "models/\(model):convert", fields)
            #expect(answer.status == 422)
            let errors = try answer.json()["errors"]?.array ?? []
            #expect(errors.map { $0["path"]?.string } == [path])
            #expect(errors.map { $0["code"]?.string } == [code])
        }
    }

    @Test(arguments: ["optimize", "convert", "animate"])
    func onlyAFinishedModelCanBeWorkedOn(verb: String) async throws {
        try await TestMint.run { mint in
            let fields: [String: JSONValue] = verb == "convert" ? ["targetFormats": .array([.string("glb")])] : [:]
            let model = try #require(try await mint.start().json()["resource"]?["id"]?.string)
            let early = try await Self.work(mint, "models/\(model):\(verb)", fields)
            #expect(early.status == 409)
            #expect(try early.problem == "invalid-state")
            let unknown = try await Self.work(mint, "models/model_none:\(verb)", fields)
            #expect(unknown.status == 404)
            // The rejected key is free.
            mint.clock.advance(by: 60)
            #expect(try await mint.start("models", key: "work").status == 202)
        }
    }

    @Test(arguments: ["models", "worlds"])
    func aRetryMakesTheFailedResourceAgain(kind: String) async throws {
        try await TestMint.run { mint in
            let failing: [String: JSONValue] = ["prompt": .string("A lamp [fail]"), "name": .string("Lamp")]
            let started = try await mint.start(kind, failing, mode: "auto").json()
            let id = try #require(started["resource"]?["id"]?.string)
            let early = try await Self.work(mint, "\(kind)/\(id):retry")
            #expect(try early.problem == "invalid-state")
            mint.clock.advance(by: 1_000)
            #expect(try await mint.client.get("/v1/\(kind)/\(id)").json()["status"] == .string("failed"))
            let again = try await Self.work(mint, "\(kind)/\(id):retry")
            #expect(again.status == 202)
            let retried = try again.json()
            #expect(retried["id"] != started["id"])
            #expect(retried["resource"] == started["resource"])
            #expect(retried["prompt"] == started["prompt"])
            mint.clock.advance(by: 1_000)
            let resource = try await mint.client.get("/v1/\(kind)/\(id)").json()
            #expect(resource["status"] == .string("succeeded"))
            #expect(resource["name"] == .string("Lamp"))
            // The first attempt keeps its result.
            let first = try await mint.operation(try #require(started["id"]?.string))
            #expect(first["status"] == .string("failed"))
            #expect(first.object?["assets"] == .null)
            #expect(try await mint.client.get("/v1/\(kind)").json()["data"]?.array?.count == 1)
        }
    }

    @Test func thePurseIsBackAfterWorkOnAModel() async throws {
        try await Self.withModel { mint, model in
            _ = try await Self.work(mint, "models/\(model):optimize")
            let during = try await mint.client.get("/v1/usage").json()
            #expect(during["credits"]?["reserved"] == .integer(20))
            mint.clock.advance(by: 60)
            let after = try await mint.client.get("/v1/usage").json()
            #expect(after["credits"]?["reserved"] == .integer(0))
            #expect(after["apiUsage"]?["creditsUsed"] == .integer(818))
        }
    }

    /// Reads a link, which must be below the server's own origin.
    private static func file(_ mint: TestMint, _ link: JSONValue?) async throws -> [UInt8] {
        let url = try #require(link?.string)
        try #require(url.hasPrefix(mint.address.url + "/"))
        let answer = try await mint.client.get(String(url.dropFirst(mint.address.url.count)), headers: [:])
        #expect(answer.status == 200)
        return answer.body
    }
}
