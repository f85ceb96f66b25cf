import Foundation
import LocalMint
import Pictures
import Testing
import Wire

@Suite struct FileRoutesTests {
    @Test func linksOfAFinishedModelGiveItsTrueFilesWithoutAKey() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try #require(try await mint.operation(id)["assets"])
            let glb = try await file(mint, assets["glbUrl"])
            #expect(glb.headers["content-type"] == "model/gltf-binary")
            #expect(glb.body.count == Int(assets["glbSizeBytes"]?.integer ?? -1))
            #expect(glb.body.starts(with: Array("glTF".utf8)))
            let preview = try PNG.decode(try await file(mint, assets["previewImageUrl"]).body)
            #expect(preview.width == 512 && preview.height == 512)
            let thumbnail = try PNG.decode(try await file(mint, assets["thumbnailUrl"]).body)
            #expect(thumbnail.width == 128)
        }
    }

    @Test func linksOfAFinishedWorldGiveItsFiles() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start("worlds", mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try #require(try await mint.operation(id)["assets"])
            let preview = try PNG.decode(try await file(mint, assets["previewImageUrl"]).body)
            #expect(preview.width == 768 && preview.height == 432)
            let panorama = try PNG.decode(try await file(mint, assets["panoUrl"]).body)
            #expect(panorama.width == 2 * panorama.height)
            #expect(try await file(mint, assets["colliderMeshUrl"]).body.starts(with: Array("glTF".utf8)))
            #expect(assets["caption"]?.string?.isEmpty == false)
        }
    }

    @Test func aRevisionChangesThePreviewAndTheOldOneStays() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start().json()["id"]?.string)
            mint.clock.advance(by: 60)
            let first = try await mint.operation(id)["assets"]?["previewImageUrl"]
            let before = try await file(mint, first).body
            _ = try await mint.client.post(
                "/v1/operations/\(id):revise", .object(["feedback": .string("blue")]), key: "r")
            mint.clock.advance(by: 60)
            let second = try await mint.operation(id)["assets"]?["previewImageUrl"]
            #expect(second != first)
            #expect(try await file(mint, second).body != before)
            #expect(try await file(mint, first).body == before)
        }
    }

    @Test func nothingIsServedBeforeItExistsNorUnderOtherNames() async throws {
        try await TestMint.run { mint in
            let started = try await mint.start().json()
            let id = try #require(started["resource"]?["id"]?.string)
            func status(_ path: String) async throws -> Int { try await mint.client.get(path, headers: [:]).status }
            #expect(try await status("/files/\(id)/preview-0.png") == 404)
            mint.clock.advance(by: 60)
            #expect(try await status("/files/\(id)/preview-0.png") == 200)
            for name in [
                "preview-1.png", "preview-00.png", "preview--1.png", "preview-.png", "model.glb", "..", "%2e%2e%2fx",
                "",
            ] {
                #expect(try await status("/files/\(id)/\(name)") == 404, "\(name)")
            }
            #expect(try await status("/files/../../etc/passwd") == 404)
            #expect(try await status("/files/model_none/preview-0.png") == 404)
        }
    }

    @Test func thePageOfAResourceEscapesItsPrompt() async throws {
        try await TestMint.run { mint in
            let prompt = "<script>alert('x')</script> & more"
            let started = try await mint.start("models", ["prompt": .string(prompt)]).json()
            let page = try await file(mint, started["mintUrl"])
            let html = String(decoding: page.body, as: UTF8.self)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(html.contains("&lt;script&gt;") && !html.contains("<script>"))
            #expect(try await mint.client.get("/app/0x00/model_1", headers: [:]).status == 404)
            #expect(try await mint.client.get("/app/billing", headers: [:]).status == 200)
        }
    }

    /// Follows a link, which must be under the server's own origin.
    private func file(_ mint: TestMint, _ link: JSONValue?) async throws -> TestHTTPClient.Answer {
        let url = try #require(link?.string)
        try #require(url.hasPrefix(mint.address.url + "/"))
        let answer = try await mint.client.get(String(url.dropFirst(mint.address.url.count)), headers: [:])
        #expect(answer.status == 200)
        return answer
    }
}
