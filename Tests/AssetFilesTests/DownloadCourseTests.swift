@testable import AssetFiles
import Foundation
import HTTPTransport
import MintDomain
import Synchronization
import TestClock
import Testing

private let content = Array(repeating: UInt8(7), count: 5000)

/// Expired links, waits, queued downloads, progress.
struct DownloadCourseTests {
    @Test(arguments: [
        "403 Forbidden", "401 Unauthorized", "410 Gone", "404 Not Found",
    ]) func aLinkThatDoesNotWorkIsReadAgainOnce(status: String) async throws {
        let server = try await FileServer { request in
            request.path == "/fresh" ? ServedFile(content: content).answer(to: request) : .init(status: status)
        }
        try await DownloadBench.run { bench in
            let fresh = FreshLink(text: server.base + "/fresh")
            _ = try await bench.downloader.download(bench.request(server.base + "/old", fresh: fresh))
            #expect(bench.content() == content)
            #expect(bench.refreshes.withLock { $0 } == 1)
        }
        #expect(server.requests.map(\.path) == ["/old", "/fresh"])
        try await server.stop()
    }

    @Test func aLinkThatIsKnownToBeOverIsNotTried() async throws {
        let server = try await FileServer { ServedFile(content: content).answer(to: $0) }
        try await DownloadBench.run { bench in
            let fresh = FreshLink(text: server.base + "/fresh")
            let old = bench.request(
                server.base + "/old", expiresAt: Date(timeIntervalSince1970: 1_800_000_000), fresh: fresh)
            _ = try await bench.downloader.download(old)
        }
        #expect(server.requests.map(\.path) == ["/fresh"])
        try await server.stop()
    }

    @Test func aFreshLinkIsJudgedLikeTheFirst() async throws {
        let server = try await FileServer { _ in .init(status: "403 Forbidden") }
        try await DownloadBench.run { bench in
            let request = bench.request(server.base + "/old", fresh: FreshLink(text: "ftp://example.com/lamp"))
            await #expect(throws: FileProblem.refused(.scheme("ftp"))) {
                try await bench.downloader.download(request)
            }
            let gone = bench.request(server.base + "/old", fresh: nil)
            await #expect(throws: FileProblem.noSuchAsset) { try await bench.downloader.download(gone) }
        }
        try await server.stop()
    }

    @Test func aWaitThatTheServerWantsIsKeptOrTheDownloadEnds() async throws {
        let count = Mutex(0)
        let server = try await FileServer { request in
            let number = count.withLock { number in
                number += 1
                return number
            }
            switch number {
            case 1: return .init(status: "429 Slow", headers: ["Retry-After: 30"])
            case 2: return ServedFile(content: content).answer(to: request)
            default: return .init(status: "429 Slow", headers: ["Retry-After: 600"])
            }
        }
        try await DownloadBench.run { bench in
            _ = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            await #expect(throws: FileProblem.status(429, host: "127.0.0.1")) {
                try await bench.downloader.download(bench.request(server.base + "/lamp", name: "other.bin"))
            }
        }
        #expect(server.requests.count == 3)
        try await server.stop()
    }

    @Test func onlyAFewRunAtOnceAndTheRestInTurn() async throws {
        let transport = HeldTransport()
        try await DownloadBench.run { bench in
            let policy = try #require(LinkPolicy(server: "http://127.0.0.1:1"))
            let downloader = Downloader(
                transport: transport, policy: policy, clock: ImpatientClock(), now: { Date() })
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...5 {
                    let request = bench.request("http://127.0.0.1:1/\(number)", name: "\(number).bin")
                    group.addTask { _ = try await downloader.download(request) }
                }
                for finished in 1...5 {
                    await transport.waitForReads(min(finished + 1, 5))
                    #expect(transport.running <= 2)
                    transport.releaseOne()
                }
                try await group.waitForAll()
            }
            #expect(bench.names == (1...5).map { "\($0).bin" })
        }
        #expect(transport.most == 2)
    }

    @Test func aCanceledOneThatWaitsDoesNotTakeATurn() async throws {
        let transport = HeldTransport()
        try await DownloadBench.run { bench in
            let policy = try #require(LinkPolicy(server: "http://127.0.0.1:1"))
            var limits = DownloadLimits()
            limits.parallel = 1
            let downloader = Downloader(
                transport: transport, policy: policy, clock: ImpatientClock(), now: { Date() }, limits: limits)
            let first = Task { try await downloader.download(bench.request("http://127.0.0.1:1/1", name: "1.bin")) }
            await transport.waitForReads(1)
            let second = Task { try await downloader.download(bench.request("http://127.0.0.1:1/2", name: "2.bin")) }
            second.cancel()
            await #expect(throws: CancellationError.self) { try await second.value }
            transport.releaseOne()
            _ = try await first.value
            #expect(bench.names == ["1.bin"])
        }
    }

    @Test func progressIsToldTenTimesASecondAtMost() throws {
        let clock = ManualClock()
        let told = Mutex<[DownloadProgress]>([])
        let meter = ProgressMeter(clock: AnyElapsingClock(clock), interval: .milliseconds(100)) { value in
            told.withLock { $0.append(value) }
        }
        meter.enter(.transferring, received: 50, total: 250)
        for _ in 0..<200 {
            clock.advance(by: .milliseconds(10))
            meter.add(1)
        }
        let values = told.withLock { $0 }
        #expect(values.count == 21)
        #expect(values.map(\.timeInRun) == (0...20).map { .milliseconds(100 * $0) })
        let last = try #require(values.last)
        #expect(last.receivedBytes == 250)
        #expect(last.bytesInRun == 200)
        #expect(last.rate == 100)
        #expect(values[10].remaining == .seconds(1))
    }

    @Test func aChecksumIsCompared() async throws {
        // SHA-256 of the empty text.
        let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let isRight = Mutex(true)
        let server = try await FileServer { request in
            var answer = ServedFile(content: isRight.withLock { $0 } ? [] : content).answer(to: request)
            answer.headers.append("Repr-Digest: sha-256=:\(empty):, unknown=:AAAA:")
            return answer
        }
        try await DownloadBench.run { bench in
            let outcome = try await bench.downloader.download(bench.request(server.base + "/lamp"))
            guard case .finished(let file) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(file.isDigestChecked)
            isRight.withLock { $0 = false }
            await #expect(throws: FileProblem.wrongDigest(host: "127.0.0.1")) {
                try await bench.downloader.download(bench.request(server.base + "/lamp", name: "other.bin"))
            }
            #expect(bench.names == ["lamp.bin"])
        }
        try await server.stop()
    }
}
