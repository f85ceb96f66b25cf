import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct LibraryRoutesTests {
    @Test func aPackMakesEachOfItsModels() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object([
                "prompt": .string("Tavern with lanterns"), "itemCount": .integer(3), "name": .string("Tavern"),
                "generationPreset": .string("fast"), "styleGuide": .string("painted wood"),
            ])
            let started = try await mint.client.post("/v1/asset-packs:generate", body, key: "p").json()
            #expect(started["resource"]?["type"] == .string("asset_pack"))
            #expect(started["credits"]?["estimated"] == .integer(744))
            let id = try #require(started["resource"]?["id"]?.string)
            let items = try await mint.client.get("/v1/asset-packs/\(id)").json()["items"]?.array ?? []
            #expect(items.count == 3)
            #expect(items.first?["displayName"] == .string("Lantern"))
            #expect(Set(items.compactMap { $0["displayName"]?.string }).count == 3)
            #expect(items.allSatisfy { $0["status"] == .string("queued") })
            #expect(try await mint.client.get("/v1/usage").json()["credits"]?["reserved"] == .integer(744))
            mint.clock.advance(by: 300)
            let done = try await mint.client.get("/v1/asset-packs/\(id)").json()
            #expect(done["items"]?.array?.allSatisfy { $0["status"] == .string("succeeded") } == true)
            #expect(try await mint.status(try #require(started["id"]?.string)) == "succeeded")
            let model = try #require(items.last?["modelId"]?.string)
            #expect(try await mint.client.get("/v1/models/\(model)").json()["assets"]?["glbUrl"] != nil)
            #expect(try await mint.client.get("/v1/usage").json()["apiUsage"]?["creditsUsed"] == .integer(744))
        }
    }

    @Test func aCanceledPackStopsItsModels() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object(["prompt": .string("Chairs"), "itemCount": .integer(2)])
            let started = try await mint.client.post("/v1/asset-packs:generate", body, key: "p").json()
            mint.clock.advance(by: 10)
            let operation = try #require(started["id"]?.string)
            _ = try await mint.client.post("/v1/operations/\(operation):cancel", nil, key: "c")
            mint.clock.advance(by: 1_000)
            let id = try #require(started["resource"]?["id"]?.string)
            let pack = try await mint.client.get("/v1/asset-packs/\(id)").json()
            #expect(pack["items"]?.array?.map { $0["status"] } == [.string("canceled"), .string("canceled")])
        }
    }

    @Test func aSoundIsAFileOfTheLengthAskedFor() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object(["prompt": .string("A bell"), "durationSeconds": .number(1.5)])
            let started = try await mint.client.post("/v1/audio:generate", body, key: "a").json()
            #expect(started["credits"]?["estimated"] == .integer(8))
            mint.clock.advance(by: 60)
            #expect(try await mint.status(try #require(started["id"]?.string)) == "succeeded")
            let id = try #require(started["resource"]?["id"]?.string)
            let list = try await mint.client.get("/v1/assets/audio/\(id)/artifacts").json()
            let sound = try #require(list["artifacts"]?.array?.first)
            #expect(sound["durationSeconds"]?.double == 1.5)
            #expect(list["data"] == list["files"])
            let bytes = try await Self.file(mint, sound["downloadUrl"])
            #expect(bytes.starts(with: Array("RIFF".utf8)))
            #expect(bytes.count == Int(sound["byteSize"]?.integer ?? 0))
            #expect(bytes.count == 44 + Int(1.5 * 44_100) * 2)
        }
    }

    @Test func anAnimationIsAModelThatMoves() async throws {
        try await TestMint.run { mint in
            let model = try #require(
                try await mint.start("models", ["prompt": .string("A knight")], mode: "auto").json()["resource"]?["id"]?
                    .string)
            mint.clock.advance(by: 1_000)
            let body: JSONValue = .object(["motionPrompt": .string("spinning"), "heightMeters": .number(2)])
            let started = try await mint.client.post("/v1/models/\(model):animate", body, key: "a").json()
            let id = try #require(started["resource"]?["id"]?.string)
            #expect(started["resource"]?["type"] == .string("animation"))
            let path = "/v1/animations/model_animation_clip/\(id)/artifacts"
            #expect(try await mint.client.get(path).json()["artifacts"]?.array?.isEmpty == true)
            mint.clock.advance(by: 100)
            let clip = try #require(try await mint.client.get(path).json()["artifacts"]?.array?.first)
            let alone = try await mint.client.get("\(path)/\(clip["id"]?.string ?? "")").json()
            #expect(alone == clip)
            let bytes = try await Self.file(mint, clip["url"])
            let length = bytes[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
            let document = try JSONValue(parsing: Array(bytes[20..<(20 + length)]))
            #expect(document["animations"]?.array?.first?["name"] == .string("spin"))
            let wrong = try await mint.client.get("/v1/animations/model_animation_batch/\(id)/artifacts")
            #expect(wrong.status == 400)
            #expect(try wrong.json()["errors"]?.array?.first?["path"] == .string("targetType"))
            #expect(try await mint.client.get("/v1/animations/model_animation_clip/\(model)/artifacts").status == 404)
        }
    }

    @Test func theManifestOfAModelNamesEveryFileWithItsSize() async throws {
        try await TestMint.run { mint in
            let model = try #require(
                try await mint.start("models", mode: "auto").json()["resource"]?["id"]?.string)
            mint.clock.advance(by: 1_000)
            let manifest = try await mint.client.get("/v1/assets/model/\(model)/artifact-manifest").json()
            #expect(manifest["manifestVersion"] == .integer(1))
            #expect(manifest["source"]?["assetType"] == .string("model"))
            let artifacts = manifest["artifacts"]?.array ?? []
            #expect(
                artifacts.compactMap { $0["role"]?.string } == ["preview_image", "thumbnail", "canonical_model"])
            for artifact in artifacts {
                let bytes = try await Self.file(mint, artifact["downloadUrl"])
                #expect(bytes.count == Int(artifact["byteSize"]?.integer ?? 0))
            }
            #expect(try await mint.client.get("/v1/assets/world/\(model)/artifact-manifest").status == 404)
            #expect(try await mint.client.get("/v1/assets/nothing/\(model)").status == 404)
            #expect(try await mint.client.get("/v1/assets/model/\(model)").json()["type"] == .string("model"))
            #expect(try await mint.client.get("/v1/assets/model/\(model)/artifacts/none").status == 404)
        }
    }

    @Test func downloadsCanBeOff() async throws {
        try await TestMint.run { mint in
            let model = try #require(
                try await mint.start("models", ["prompt": .string("A lamp [private]")], mode: "auto").json()[
                    "resource"]?["id"]?.string)
            mint.clock.advance(by: 1_000)
            for path in ["artifact-manifest", "artifacts", "artifacts/model-glb"] {
                let answer = try await mint.client.get("/v1/assets/model/\(model)/\(path)")
                #expect(answer.status == 403)
                #expect(try answer.problem == "downloads-disabled")
            }
            #expect(try await mint.client.get("/v1/models/\(model)").json()["assets"]?["glbUrl"] != nil)
        }
    }

    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3])

    @Test func aPictureThatWasSentIsServedAgain() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object([
                "base64Data": .string(Self.picture.base64EncodedString()), "fileName": .string("lamp.png"),
                "contentType": .string("image/png"),
            ])
            let first = try await mint.client.post("/v1/reference-images", body, key: "i")
            #expect(first.status == 201)
            let image = try first.json()
            #expect(image["type"] == .string("reference_image"))
            #expect(try await Self.file(mint, image["url"]) == Array(Self.picture))
            #expect(try await mint.client.post("/v1/reference-images", body, key: "i").json()["id"] == image["id"])
            #expect(try await mint.client.post("/v1/reference-images", body, key: nil).json()["id"] != image["id"])
            let other: JSONValue = .object(["sourceUrl": .string("https://example.com/a.png")])
            let empty = try await mint.client.post("/v1/reference-images", body, key: "")
            #expect(empty.status == 400)
            #expect(try empty.json()["errors"]?.array?.first?["path"] == .string("Idempotency-Key"))
            let conflict = try await mint.client.post("/v1/reference-images", other, key: "i")
            #expect(try conflict.problem == "idempotency-conflict")
            let id = try #require(image["id"]?.string)
            #expect(try await mint.client.get("/v1/assets/reference_image/\(id)").json() == image)
        }
    }

    @Test func aPictureElsewhereIsOnlyNoted() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object(["sourceUrl": .string("http://127.0.0.1:\(mint.client.port)/never")])
            let image = try await mint.client.post("/v1/reference-images", body, key: nil).json()
            #expect(image["url"] == body["sourceUrl"])
        }
    }

    @Test(
        arguments: [
            ([:], ["/base64Data", "/contentType", "/fileName"]),
            (
                ["base64Data": .string("!!"), "fileName": .string("a.png"), "contentType": .string("image/png")],
                ["/base64Data"]
            ),
            (
                ["base64Data": .string("AAAA"), "fileName": .string("a.png"), "contentType": .string("image/png")],
                ["/base64Data"]
            ),
            (["sourceUrl": .string("file:///etc/passwd")], ["/sourceUrl"]),
            (["sourceUrl": .string("https://a.b/c"), "contentType": .string("image/png")], ["/contentType"]),
        ] as [([String: JSONValue], [String])])
    func aBadPictureNamesItsFields(fields: [String: JSONValue], paths: [String]) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.post("/v1/reference-images", .object(fields), key: nil)
            #expect(answer.status == 422)
            #expect(try answer.json()["errors"]?.array?.compactMap { $0["path"]?.string } == paths)
        }
    }

    @Test(
        arguments: [
            (["operation": .string("model_generation"), "generationPreset": .string("fast")], 248),
            (["operation": .string("model_generation")], 798), (["operation": .string("world_generation")], 980),
            (["operation": .string("model_optimization")], 20),
            (["operation": .string("audio_generation"), "durationSeconds": .number(2.5)], 12),
            (["operation": .string("asset_pack_generation"), "itemCount": .integer(2)], 1_596),
        ] as [([String: JSONValue], Int64)])
    func anEstimateTellsThePrice(fields: [String: JSONValue], price: Int64) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.post("/v1/pricing:estimate", .object(fields), key: nil)
            #expect(answer.status == 200)
            #expect(try answer.json()["credits"]?["estimatedTotal"] == .integer(price))
            #expect(try await mint.client.get("/v1/usage").json()["credits"]?["reserved"] == .integer(0))
        }
    }

    @Test func anEstimateForAModelThatIsNotThereIsRefused() async throws {
        try await TestMint.run { mint in
            let body: JSONValue = .object([
                "operation": .string("model_optimization"), "modelId": .string("model_none"),
            ])
            let missing = try await mint.client.post("/v1/pricing:estimate", body, key: nil)
            #expect(missing.status == 404)
            let unknown: JSONValue = .object(["operation": .string("world_peace")])
            let refused = try await mint.client.post("/v1/pricing:estimate", unknown, key: nil)
            #expect(refused.status == 422)
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
