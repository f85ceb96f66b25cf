import Foundation
import HTTPTransport
import MintDomain
import Synchronization
import TestRandom
import Testing

@testable import AssetFiles

private let content = { () -> [UInt8] in
    var numbers = SplitMix(seed: 7)
    return numbers.bytes(200_000)
}()

struct DownloaderTests {
    @Test func aFileComesWholeUnderItsName() async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            let feed = DownloadFeed()
            async let newest = feed.values.reduce(into: nil as DownloadProgress?) { $0 = $1 }
            let outcome = try await bench.downloader.download(bench.request(server.base + "/lamp"), feed: feed)
            let path = bench.folder + "/lamp.bin"
            let file = DownloadedFile(path: path, byteCount: 200_000, resumedFrom: 0, isDigestChecked: false)
            #expect(outcome == .finished(file))
            #expect(bench.content() == content)
            #expect(bench.names == ["lamp.bin"])
            let progress = await newest
            #expect(progress?.phase == .checking)
            #expect(progress?.receivedBytes == 200_000)
            #expect(progress?.totalBytes == 200_000)
        }
        try await server.stop()
    }

    @Test func noKeyReachesAFileHostAndNoneAfterARedirectToTheAPI() async throws {
        let api = try await FileServer { ServedFile(content: content).answer(to: $0) }
        let target = api.base + "/v1/file"
        let host = try await FileServer { _ in .init(status: "302 Found", headers: ["Location: \(target)"]) }
        try await DownloadBench.run { bench in
            _ = try await bench.downloader.download(bench.request(host.base + "/lamp"))
        }
        let requests = host.requests + api.requests
        #expect(requests.count == 2)
        for request in requests {
            let names = Set(request.headers.keys)
            #expect(names == ["host", "user-agent", "accept", "accept-encoding"], "\(request.text)")
        }
        try await host.stop()
        try await api.stop()
    }

    @Test func aBrokenConnectionIsGoneOnWithByItself() async throws {
        let file = ServedFile(content: content)
        let count = Mutex(0)
        let server = try await FileServer { request in
            let number = count.withLock { number in
                number += 1
                return number
            }
            return number < 4 ? file.answer(to: request, breakingAfter: 50_000) : file.answer(to: request)
        }
        try await DownloadBench.run { bench in
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            #expect(bench.content() == content)
        }
        #expect(server.requests.map { $0.headers["range"] }.first == .some(nil))
        #expect(
            server.requests.dropFirst().allSatisfy { $0.headers["range"] != nil && $0.headers["if-range"] == "\"one\"" }
        )
        try await server.stop()
    }

    @Test func aServerThatBreaksOffForEverIsGivenUp() async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0, breakingAfter: 0) }
        try await DownloadBench.run { bench in
            await #expect(throws: FileProblem.self) {
                try await bench.downloader.download(bench.request(server.base + "/lamp"))
            }
            #expect(bench.content() == nil)
        }
        #expect(server.requests.count == 5)
        try await server.stop()
    }

    @Test(arguments: [
        // Another file; fewer safe bytes after a restart of the machine; another link.
        (identity: "test|other", source: "/lamp", safe: 60_000, resumed: 0),
        (identity: "test|lamp.bin", source: "/lamp", safe: 10_000, resumed: 10_000),
        (identity: "test|lamp.bin", source: "/stand", safe: 60_000, resumed: 0),
    ])
    func onlyWhatCertainlyBelongsToTheFileIsKept(
        identity: String, source: String, safe: Int, resumed: Int64
    )
        async throws
    {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            let part = bench.folder + "/.lamp.bin.mintop-part"
            try Data(content[..<60_000]).write(to: URL(fileURLWithPath: part))
            let note = """
                {"identity":"\(identity)","source":"\(server.base)\(source)","validator":"\\"one\\"",\
                "tag":"\\"one\\"","byteCount":200000,"safeBytes":\(safe),"boot":"another"}
                """
            try Data(note.utf8).write(to: URL(fileURLWithPath: part + ".json"))
            let outcome = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            guard case .finished(let done) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(done.resumedFrom == resumed)
            #expect(bench.content() == content)
        }
        try await server.stop()
    }

    @Test func aServerThatIgnoresRangeStartsOver() async throws {
        let server = try await FileServer(chunkSize: 4096) { request in
            var request = request
            request.headers["range"] = nil
            return ServedFile(content: content).answer(to: request)
        }
        try await DownloadBench.run { bench in
            try await Self.leavePart(bench, server, tag: "\"one\"")
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            #expect(bench.content() == content)
        }
        #expect(server.requests.first?.headers["range"] == "bytes=60000-")
        try await server.stop()
    }

    @Test func aFileThatChangedIsNeverSpliced() async throws {
        let other = Array(content.reversed())
        let isChanged = Mutex(false)
        let server = try await FileServer { request in
            let changed = isChanged.withLock { changed in
                defer { changed = true }
                return changed
            }
            return changed
                ? ServedFile(content: other, tag: "\"two\"").answer(to: request)
                : ServedFile(content: content).answer(to: request, breakingAfter: 120_000)
        }
        try await DownloadBench.run { bench in
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            #expect(bench.content() == other)
        }
        try await server.stop()
    }

    @Test func anAnswerThatContinuesAnotherFileIsNotTaken() async throws {
        // This server ignores If-Range.
        let server = try await FileServer { request in
            var request = request
            request.headers["if-range"] = nil
            return ServedFile(content: content, tag: "\"two\"").answer(to: request)
        }
        try await DownloadBench.run { bench in
            try await Self.leavePart(bench, server, tag: "\"one\"", bytes: Array(repeating: 1, count: 60_000))
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            #expect(bench.content() == content)
        }
        #expect(server.requests.count == 2)
        try await server.stop()
    }

    @Test func aPartThatIsTooLongForTheServerStartsOver() async throws {
        let short = Array(content[..<50_000])
        let server = try await FileServer { ServedFile(content: short).answer(to: $0) }
        try await DownloadBench.run { bench in
            try await Self.leavePart(bench, server, tag: "\"one\"")
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            #expect(bench.content() == short)
        }
        #expect(server.requests.map { $0.headers["range"] } == ["bytes=60000-", nil])
        try await server.stop()
    }

    @Test func moreThanPromisedIsRefused() async throws {
        let server = try await FileServer { _ in
            let body = "\(String(200, radix: 16))\r\n".utf8 + Array(repeating: 65, count: 200) + "\r\n0\r\n\r\n".utf8
            return .init(headers: ["Transfer-Encoding: chunked"], length: "", body: Array(body))
        }
        try await DownloadBench.run { bench in
            let request = bench.request(server.base + "/lamp", byteCount: 100, fresh: nil)
            await #expect(throws: FileProblem.noSuchAsset) { try await bench.downloader.download(request) }
            let fresh = FreshLink(text: server.base + "/lamp", byteCount: 100)
            let again = bench.request(server.base + "/lamp", byteCount: 100, fresh: fresh)
            await #expect(throws: FileProblem.wrongSize(expected: 100, got: 200, host: "127.0.0.1")) {
                try await bench.downloader.download(again)
            }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    @Test(arguments: [
        (
            "200 OK", "text/html; charset=utf-8", "<html>",
            FileProblem.wrongContent("an HTML page", expected: .glb, host: "127.0.0.1")
        ),
        (
            "200 OK", "model/gltf-binary", "<!DOCTYPE html><p>Sorry",
            .wrongContent("an HTML page", expected: .glb, host: "127.0.0.1")
        ),
        (
            "200 OK", "model/gltf-binary", "not a GLB at all",
            .wrongContent("something else", expected: .glb, host: "127.0.0.1")
        ),
        ("200 OK", "image/png", "glTF", .wrongContent("a picture", expected: .glb, host: "127.0.0.1")),
        ("200 OK", "", "", .wrongContent("something else", expected: .glb, host: "127.0.0.1")),
        ("404 Not Found", "", "", .notFound(host: "127.0.0.1")),
        ("403 Forbidden", "", "", .expired(host: "127.0.0.1")),
        ("410 Gone", "", "", .expired(host: "127.0.0.1")),
        ("451 No", "", "", .status(451, host: "127.0.0.1")),
        ("503 Later", "", "", .status(503, host: "127.0.0.1")),
    ])
    func whatIsNotTheFileIsAClearError(status: String, type: String, body: String, problem: FileProblem) async throws {
        let server = try await FileServer { _ in
            .init(status: status, headers: type.isEmpty ? [] : ["Content-Type: \(type)"], body: Array(body.utf8))
        }
        try await DownloadBench.run { bench in
            let request = bench.request(
                server.base + "/lamp", format: .glb, fresh: FreshLink(text: server.base + "/fresh"))
            await #expect(throws: problem) { try await bench.downloader.download(request) }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    @Test func aPackedAnswerIsRefused() async throws {
        let server = try await FileServer { _ in .init(headers: ["Content-Encoding: gzip"], body: [31, 139]) }
        try await DownloadBench.run { bench in
            await #expect(throws: FileProblem.packed("gzip", host: "127.0.0.1")) {
                try await bench.downloader.download(bench.request(server.base + "/lamp"))
            }
        }
        try await server.stop()
    }

    @Test func aFileBeyondTheLimitIsNotBegun() async throws {
        var limits = DownloadLimits()
        limits.byteCount = 1000
        let server = try await FileServer { _ in .init(length: "1001", body: [1]) }
        try await DownloadBench.run(limits: limits) { bench in
            await #expect(throws: FileProblem.tooLarge(limit: 1000, host: "127.0.0.1")) {
                try await bench.downloader.download(bench.request(server.base + "/lamp"))
            }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    @Test func aFileThatCannotFitIsNotBegun() async throws {
        var limits = DownloadLimits()
        limits.byteCount = .max
        let server = try await FileServer { _ in .init(length: "1152921504606846976", body: [1]) }
        try await DownloadBench.run(limits: limits) { bench in
            await #expect(throws: FileProblem.disk(.full, directory: bench.folder)) {
                try await bench.downloader.download(bench.request(server.base + "/lamp"))
            }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    @Test func anEndThatNobodyAnnouncedIsNotTrusted() async throws {
        let server = try await FileServer { _ in .init(length: "", body: [1, 2, 3], ending: .close) }
        try await DownloadBench.run { bench in
            await #expect(throws: FileProblem.unknownSize(host: "127.0.0.1")) {
                try await bench.downloader.download(bench.request(server.base + "/lamp"))
            }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    static func leavePart(
        _ bench: DownloadBench, _ server: FileServer, tag: String, bytes: [UInt8] = Array(content[..<60_000])
    ) async throws {
        let part = bench.folder + "/.lamp.bin.mintop-part"
        try Data(bytes).write(to: URL(fileURLWithPath: part))
        let note: [String: Any] = [
            "identity": "test|lamp.bin", "source": server.base + "/lamp", "validator": tag, "tag": tag,
            "byteCount": 200_000, "safeBytes": bytes.count, "boot": "another",
        ]
        try JSONSerialization.data(withJSONObject: note).write(to: URL(fileURLWithPath: part + ".json"))
    }
}
