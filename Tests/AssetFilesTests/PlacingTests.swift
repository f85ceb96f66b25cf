import AssetFiles
import Foundation
import HTTPTransport
import MintDomain
import Synchronization
import Testing

private let content = Array("the new content of the lamp".utf8)

/// The final names of files.
struct PlacingTests {
    @Test func anEqualFileCountsAsDone() async throws {
        try await Self.serving { bench, link in
            try bench.put(content)
            let outcome = try await bench.downloader.download(bench.request(link))
            #expect(outcome == .alreadyThere(path: bench.folder + "/lamp.bin"))
            #expect(bench.names == ["lamp.bin"])
        }
    }

    @Test func aDifferentFileIsAskedAboutAndNothingIsFetchedTwice() async throws {
        let old = Array("the old one, of equal size!".utf8)
        #expect(old.count == content.count)
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            try bench.put(old)
            var request = bench.request(server.base + "/lamp")
            let asked = try await bench.downloader.download(request)
            #expect(asked == .exists(path: bench.folder + "/lamp.bin", byteCount: Int64(old.count)))
            #expect(bench.content() == old)
            request.present = .keepBoth
            let outcome = try await bench.downloader.download(request)
            guard case .finished(let file) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(file.path == bench.folder + "/lamp (2).bin")
            #expect(bench.content() == old)
            #expect(bench.content("lamp (2).bin") == content)
            #expect(bench.names == ["lamp (2).bin", "lamp.bin"])
        }
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=26-"])
        try await server.stop()
    }

    @Test func aFileOfAnotherSizeIsAskedAboutBeforeAnythingIsFetched() async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            try bench.put([1, 2, 3])
            let request = bench.request(server.base + "/lamp", byteCount: Int64(content.count))
            let asked = try await bench.downloader.download(request)
            #expect(asked == .exists(path: bench.folder + "/lamp.bin", byteCount: 3))
            #expect(bench.names == ["lamp.bin"])
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test func overwritingIsAWishOfThePerson() async throws {
        try await Self.serving { bench, link in
            try bench.put([1, 2, 3])
            _ = try await bench.downloader.download(bench.request(link, present: .overwrite))
            #expect(bench.content() == content)
            #expect(bench.names == ["lamp.bin"])
        }
    }

    @Test func keepingBothFindsTheEqualOneAmongThem() async throws {
        try await Self.serving { bench, link in
            try bench.put([1])
            try bench.put([2], "lamp (2).bin")
            try bench.put(content, "lamp (3).bin")
            let outcome = try await bench.downloader.download(bench.request(link, present: .keepBoth))
            #expect(outcome == .alreadyThere(path: bench.folder + "/lamp (3).bin"))
        }
    }

    @Test func aDirectoryOfTheNameIsNotReplaced() async throws {
        try await Self.serving { bench, link in
            try FileManager.default.createDirectory(
                atPath: bench.folder + "/lamp.bin", withIntermediateDirectories: false)
            let asked = try await bench.downloader.download(bench.request(link))
            #expect(asked == .exists(path: bench.folder + "/lamp.bin", byteCount: nil))
            await #expect(throws: FileProblem.disk(.isDirectory, directory: bench.folder)) {
                try await bench.downloader.download(bench.request(link, present: .overwrite))
            }
        }
    }

    @Test func aLinkInPlaceOfThePartIsNotFollowed() async throws {
        try await Self.serving { bench, link in
            try bench.put([9, 9, 9], "victim")
            try FileManager.default.createSymbolicLink(
                atPath: bench.folder + "/.lamp.bin.mintop-part", withDestinationPath: bench.folder + "/victim")
            await #expect(throws: FileProblem.self) { try await bench.downloader.download(bench.request(link)) }
            #expect(bench.content("victim") == [9, 9, 9])
        }
    }

    @Test func aMissingDirectoryIsNamed() async throws {
        try await Self.serving { bench, link in
            var request = bench.request(link)
            request.directory = bench.folder + "/nowhere"
            let problem = FileProblem.disk(.missing, directory: request.directory)
            await #expect(throws: problem) { try await bench.downloader.download(request) }
            #expect(problem.description == "There is no directory \(request.directory): make it, or give another.")
        }
    }

    @Test func aDirectoryThatVanishesLeavesNothing() async throws {
        let folder = Mutex("")
        let server = try await FileServer { request in
            // After the part was opened, before it gets its name.
            let path = folder.withLock { $0 }
            rename(path + "/inner", path + "/gone")
            rmdirWithContents(path + "/gone")
            return ServedFile(content: content).answer(to: request)
        }
        try await DownloadBench.run { bench in
            folder.withLock { $0 = bench.folder }
            var request = bench.request(server.base + "/lamp")
            request.directory = bench.folder + "/inner"
            try FileManager.default.createDirectory(atPath: request.directory, withIntermediateDirectories: false)
            await #expect(throws: FileProblem.disk(.missing, directory: request.directory)) {
                try await bench.downloader.download(request)
            }
            #expect(bench.names == [])
        }
        try await server.stop()
    }

    @Test func aNameThatIsNotSafeIsRefused() async throws {
        try await Self.serving { bench, link in
            for name in ["../lamp.bin", ".lamp", "-rf", "a/b", "", "CON.glb", "a\u{202E}b.glb"] {
                let request = bench.request(link, name: name)
                await #expect(throws: FileProblem.unsafeName) { try await bench.downloader.download(request) }
            }
        }
    }

    @Test func twoDownloadsOfOneFileDoNotMeet() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try await FileServer { request in
            arrived.yield()
            // Never finished: the connection stays open for the rest.
            return request.path == "/slow" ? .init(length: "1000", body: [1]) : .init(body: content)
        }
        try await DownloadBench.run { bench in
            let first = Task { try await bench.downloader.download(bench.request(server.base + "/slow")) }
            for await _ in arrivals { break }
            await #expect(throws: FileProblem.busy(fileName: "lamp.bin")) {
                try await bench.downloader.download(bench.request(server.base + "/quick"))
            }
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
            // The lock ended with the download.
            _ = try await bench.downloader.download(bench.request(server.base + "/quick"))
            #expect(bench.content() == content)
        }
        try await server.stop()
    }

    private static func serving(_ body: (DownloadBench, String) async throws -> Void) async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            try await body(bench, server.base + "/lamp")
        }
        try await server.stop()
    }
}

private func rmdirWithContents(_ path: String) {
    // If it is gone already, nothing is left to do.
    try? FileManager.default.removeItem(atPath: path)
}
