import AssetFiles
import Foundation
import Glibc
import HTTPTransport
import MintDomain
import Testing

private let content = Array("the content of the lamp".utf8)
private let part = ".lamp.bin.mintop-part"
private let note = part + ".json"

/// Files of other users with the names of a partial download are neither written nor waited for.
@Suite(.timeLimit(.minutes(1))) struct PartTrustTests {
    private static func run(_ body: (DownloadBench, String) async throws -> Void) async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in try await body(bench, server.base + "/lamp") }
        try await server.stop()
    }

    private func expectForeign(_ name: String, _ bench: DownloadBench, _ link: String) async {
        let problem = FileProblem.foreignPart(name: name, directory: bench.folder)
        await #expect(throws: problem) { try await bench.downloader.download(bench.request(link)) }
        #expect(problem.description.hasSuffix("remove it, or give another directory."))
    }

    @Test func refusesAPipeInThePlaceOfAPart() async throws {
        try await Self.run { bench, link in
            #expect(mkfifo(bench.folder + "/" + part, 0o600) == 0)
            await expectForeign(part, bench, link)
        }
    }

    @Test(arguments: [note, note + ".new"])
    func doesNotWaitForAPipeInThePlaceOfANote(name: String) async throws {
        try await Self.run { bench, link in
            #expect(mkfifo(bench.folder + "/" + name, 0o600) == 0)
            _ = try await bench.downloader.download(bench.request(link))
            #expect(bench.content() == content)
            #expect(bench.names == ["lamp.bin"])
        }
    }

    @Test func refusesAPartThatIsAnotherFileToo() async throws {
        try await Self.run { bench, link in
            try bench.put([1, 2, 3], "victim")
            #expect(Glibc.link(bench.folder + "/victim", bench.folder + "/" + part) == 0)
            await expectForeign(part, bench, link)
            #expect(bench.content("victim") == [1, 2, 3])
        }
    }

    @Test(arguments: [note, note + ".new"])
    func doesNotWriteToANoteThatIsAnotherFileToo(name: String) async throws {
        try await Self.run { bench, link in
            try bench.put([1, 2, 3], "victim")
            #expect(Glibc.link(bench.folder + "/victim", bench.folder + "/" + name) == 0)
            _ = try await bench.downloader.download(bench.request(link))
            #expect(bench.content() == content)
            #expect(bench.content("victim") == [1, 2, 3])
        }
    }

    @Test func refusesALinkInThePlaceOfAPart() async throws {
        try await Self.run { bench, link in
            try bench.put([1, 2, 3], "victim")
            #expect(symlink("victim", bench.folder + "/" + part) == 0)
            await expectForeign(part, bench, link)
            #expect(bench.content("victim") == [1, 2, 3])
        }
    }

    @Test(arguments: [note, note + ".new"])
    func replacesALinkInThePlaceOfANote(name: String) async throws {
        try await Self.run { bench, link in
            try bench.put([1, 2, 3], "victim")
            #expect(symlink("victim", bench.folder + "/" + name) == 0)
            _ = try await bench.downloader.download(bench.request(link))
            #expect(bench.content("victim") == [1, 2, 3])
            #expect(bench.names == ["lamp.bin", "victim"])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root gives files away."))
    func refusesAPartOfAnotherUser() async throws {
        try await Self.run { bench, link in
            try bench.put([], part)
            #expect(chown(bench.folder + "/" + part, 65534, 65534) == 0)
            await expectForeign(part, bench, link)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root gives files away."))
    func doesNotTrustANoteOfAnotherUser() async throws {
        let asked = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            let request = bench.request(asked.base + "/lamp")
            try bench.put([9], "lamp.bin")
            // All bytes are there, and a response is pending.
            _ = try await bench.downloader.download(request)
            #expect(chown(bench.folder + "/" + note, 65534, 65534) == 0)
            _ = try await bench.downloader.download(request)
        }
        #expect(asked.requests.map { $0.headers["range"] } == [nil, nil])
        try await asked.stop()
    }
}
