import Foundation
import TestTerminal
import Testing

/// `mintop assets` against a real server.
@Suite(.serialized, .timeLimit(.minutes(5))) struct AssetsCommandTests {
    @Test func theFilesOfAModelAreListedDownloadedAndOpened() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let environment = server.environment
        let id = try Self.finishedModel(environment)
        let listed = try mintop("assets", id, "list", "--json", environment: environment)
        #expect(listed.status == 0, "\(listed.errors)")
        let document = try #require(json(listed.output))
        #expect(document["schema"] as? String == "mintop.assets/1")
        #expect(document["type"] as? String == "operation")
        let assets = try #require(document["assets"] as? [[String: Any]])
        let glb = try #require(assets.first { $0["name"] as? String == "glb" })
        #expect(glb["format"] as? String == "glb")
        #expect(glb["expiresAt"] is String)
        let size = try #require(glb["byteCount"] as? Int)

        let folder = server.folder.path
        let fetched = try mintop("assets", id, "download", "glb", "--to", folder, environment: environment)
        #expect(fetched.status == 0, "\(fetched.errors)")
        let name = try #require(glb["fileName"] as? String)
        #expect(fetched.output == "\(folder)/\(name)\n")
        let content = try #require(FileManager.default.contents(atPath: folder + "/" + name))
        #expect(content.count == size)
        #expect(content.starts(with: Data("glTF".utf8)))

        let again = try mintop("assets", id, "download", "glb", "--to", folder, environment: environment)
        #expect(again.status == 0)
        #expect(again.output == fetched.output)

        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        let asked = try mintop("assets", id, "download", "glb", "--to", folder, environment: environment)
        #expect(asked.status == 3)
        #expect(asked.errors.contains("--keep-both"))
        #expect(FileManager.default.contents(atPath: folder + "/" + name) == Data("mine".utf8))
        let both = try mintop(
            "assets", id, "download", "glb", "--to", folder, "--keep-both", "--json", environment: environment)
        let file = try #require((json(both.output)?["files"] as? [[String: Any]])?.first)
        #expect(file["outcome"] as? String == "finished")
        #expect((file["path"] as? String)?.hasSuffix(" (2).glb") == true)

        let marker = folder + "/opened"
        let browser = folder + "/browser"
        try "#!/bin/sh\nprintf %s \"$1\" > \(marker)\n".write(toFile: browser, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser)
        let opened = try mintop(
            "assets", id, "open", "glb", environment: environment.merging(["BROWSER": browser]) { $1 })
        #expect(opened.status == 0, "\(opened.errors)")
        #expect(try String(contentsOfFile: marker, encoding: .utf8).hasPrefix(server.url + "/files/"))
    }

    @Test func everyFileOfAModelIsFetchedByItsOwnId() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let environment = server.environment
        let id = try Self.finishedModel(environment)
        let raw = try mintop("operations", "get", id, "--json", environment: environment)
        let model = try #require((json(raw.output)?["resource"] as? [String: Any])?["id"] as? String)
        let folder = server.folder.path + "/files"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let fetched = try mintop("assets", model, "download", "--all", "--to", folder, environment: environment)
        #expect(fetched.status == 0, "\(fetched.errors)")
        let paths = fetched.output.split(separator: "\n").map(String.init)
        #expect(paths.count >= 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == paths.count)
    }

    @Test func whatCannotBeDoneEndsWithItsStatus() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty", "--speed", "60", "--seed", "7")
        let environment = server.environment
        let id = try Self.finishedModel(environment)
        func status(_ arguments: String...) throws -> Int32 {
            try mintop(["assets"] + arguments, environment: environment).status
        }
        #expect(try status("nothing") == 65)
        #expect(try status(id, "download") == 64)
        #expect(try status(id, "download", "nothing") == 64)
        #expect(try status(id, "open") == 64)
        #expect(try status(id, "download", "glb", "--to", "/nowhere/at/all") == 74)
        #expect(try status(id, "download", "glb", "--overwrite", "--keep-both") == 64)
    }

    private static func finishedModel(_ environment: [String: String]) throws -> String {
        let started = try mintop("generate", "model", "A brass key", "--wait", "--json", environment: environment)
        #expect(started.status == 0, "\(started.errors)")
        return try #require(json(started.output)?["id"] as? String)
    }
}

private func json(_ text: String) -> [String: Any]? {
    // `try?`: the tests check for nil.
    try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
}
