import Foundation
import Pictures
import Testing
import Wire

@testable import LocalMint

@Suite struct FileRoutesTests {
    private static let secret = Array("0123456789abcdef0123456789abcdef".utf8)
    private static let links = FileLinks(secret: secret, lifetime: 3_600)

    @Test func linksOfAFinishedModelGiveItsTrueFilesWithoutAKey() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try #require(try await mint.operation(id)["assets"])
            let glb = try await file(mint, assets["glbUrl"])
            #expect(glb.headers["content-type"] == "model/gltf-binary")
            #expect(glb.body.count == Int(assets["glbSizeBytes"]?.integer ?? -1))
            #expect(glb.body.starts(with: Array("glTF".utf8)))
            let preview = try PictureDecoder().decode(try await file(mint, assets["previewImageUrl"]).body)
            #expect(preview.width == 512 && preview.height == 512)
            let thumbnail = try PictureDecoder().decode(try await file(mint, assets["thumbnailUrl"]).body)
            #expect(thumbnail.width == 128)
        }
    }

    @Test func linksOfAFinishedWorldGiveItsFiles() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start("worlds", mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try #require(try await mint.operation(id)["assets"])
            let preview = try PictureDecoder().decode(try await file(mint, assets["previewImageUrl"]).body)
            #expect(preview.width == 768 && preview.height == 432)
            let panorama = try PictureDecoder().decode(try await file(mint, assets["panoUrl"]).body)
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
        try await TestMint.run({ $0.linkSecret = Self.secret }) { mint in
            let started = try await mint.start().json()
            let id = try #require(started["resource"]?["id"]?.string)
            func status(_ owner: String, _ name: String) async throws -> Int {
                let path = Self.links.path(owner, name, at: mint.clock.now)
                return try await mint.client.get(path, headers: [:]).status
            }
            #expect(try await status(id, "preview-0.png") == 404)
            mint.clock.advance(by: 60)
            #expect(try await status(id, "preview-0.png") == 200)
            for name in ["preview-1.png", "preview-00.png", "preview--1.png", "preview-.png", "model.glb", ".."] {
                #expect(try await status(id, name) == 404, "\(name)")
            }
            #expect(try await status("model_none", "preview-0.png") == 404)
            #expect(try await status("conv_none", "model.glb") == 404)
        }
    }

    @Test(arguments: [
        "/files/../../etc/passwd", "/files/%2e%2e%2fetc/passwd", "/files/a/..%2f..%2fetc%2fpasswd", "/files/model_a/",
        "/files/model_a/%00", "/files//x",
    ])
    func pathsThatLeaveTheFilesAreRefused(path: String) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.get(path, headers: [:])
            #expect([403, 404].contains(answer.status))
            #expect(try answer.problem != nil)
        }
    }

    @Test func aLinkEndsAndIsRenewedWithTheResource() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let first = try #require(try await mint.operation(id)["assets"]?["glbUrl"]?.string)
            mint.clock.advance(by: 3_500)
            let path = String(first.dropFirst(mint.address.url.count))
            #expect(try await mint.client.get(path, headers: [:]).status == 200)
            mint.clock.advance(by: 3_700)
            let expired = try await mint.client.get(path, headers: [:])
            #expect(expired.status == 403)
            #expect(try expired.problem == "expired-link")
            let second = try await mint.operation(id)["assets"]?["glbUrl"]
            #expect(second?.string != first)
            _ = try await file(mint, second)
        }
    }

    @Test func aChangedLinkIsRefused() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try await mint.operation(id)["assets"]
            let url = try #require(assets?["glbUrl"]?.string)
            let link = String(url.dropFirst(mint.address.url.count))
            for path in [
                link.replacing("model.glb", with: "preview-0.png"), link.replacing("expires=", with: "expires=9"),
                String(link.split(separator: "?")[0]), link + "A", link.replacing("signature=", with: "x="),
            ] {
                let answer = try await mint.client.get(path, headers: [:])
                #expect(answer.status == 403)
                #expect(try answer.problem == "invalid-link")
            }
        }
    }

    @Test func partsOfAFileAreServed() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let link = try #require(try await mint.operation(id)["assets"]?["glbUrl"]?.string)
            let path = String(link.dropFirst(mint.address.url.count))
            let whole = try await mint.client.get(path, headers: [:])
            let count = whole.body.count
            for (range, part) in [
                ("bytes=0-3", 0..<4), ("bytes=10-", 10..<count), ("bytes=-5", (count - 5)..<count),
                ("bytes=4-99999999", 4..<count),
            ] {
                let answer = try await mint.client.get(path, headers: ["Range": range])
                #expect(answer.status == 206)
                #expect(answer.body == Array(whole.body[part]))
                #expect(
                    answer.headers["content-range"] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)")
            }
            let outside = try await mint.client.get(path, headers: ["Range": "bytes=\(count)-"])
            #expect(outside.status == 416)
            #expect(outside.headers["content-range"] == "bytes */\(count)")
            for range in ["bytes=0-1,4-5", "lines=1-2", "bytes=5-2", "bytes=-", "bytes=a-b"] {
                #expect(try await mint.client.get(path, headers: ["Range": range]).status == 200)
            }
            let tag = try #require(whole.headers["etag"])
            #expect(try await mint.client.get(path, headers: ["If-None-Match": tag]).status == 304)
            let changed = try await mint.client.get(path, headers: ["Range": "bytes=0-3", "If-Range": "\"other\""])
            #expect(changed.status == 200)
        }
    }

    @Test func headTellsTheLengthAndSendsNothing() async throws {
        try await TestMint.run { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 1_000)
            let assets = try #require(try await mint.operation(id)["assets"])
            let link = try #require(assets["glbUrl"]?.string)
            let head = try await mint.client.send("HEAD", String(link.dropFirst(mint.address.url.count)), headers: [:])
            #expect(head.status == 200)
            #expect(head.headers["content-length"] == assets["glbSizeBytes"]?.integer.map(String.init))
            #expect(head.body.isEmpty)
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

    /// Reads a link, which must be below the server's own origin.
    private func file(_ mint: TestMint, _ link: JSONValue?) async throws -> TestHTTPClient.Answer {
        let url = try #require(link?.string)
        try #require(url.hasPrefix(mint.address.url + "/"))
        let answer = try await mint.client.get(String(url.dropFirst(mint.address.url.count)), headers: [:])
        #expect(answer.status == 200)
        return answer
    }
}
