import Foundation
import HTTPTransport
import MintDomain
import Synchronization
import Testing

@testable import AssetFiles

/// A separate folder, a downloader on loopback, and a clock that never waits.
final class DownloadBench: Sendable {
    let folder: String
    let transport: AsyncFileTransport
    let downloader: Downloader
    let refreshes = Mutex<Int>(0)

    init(limits: DownloadLimits = DownloadLimits(), now: Date = Date(timeIntervalSince1970: 1_800_000_000)) throws {
        folder = FileManager.default.temporaryDirectory.path + "/mintop-files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let policy = try #require(LinkPolicy(server: "http://127.0.0.1:1"))
        transport = AsyncFileTransport(clock: ContinuousClock(), access: FileAccess(policy))
        downloader = Downloader(
            transport: transport, policy: policy, clock: ImpatientClock(), now: { now }, limits: limits)
    }

    static func run(
        limits: DownloadLimits = DownloadLimits(), _ body: (DownloadBench) async throws -> Void
    ) async throws {
        let bench = try DownloadBench(limits: limits)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(bench))
        } catch {
            result = .failure(error)
        }
        try await bench.transport.shutdown()
        try FileManager.default.removeItem(atPath: bench.folder)
        try result.get()
    }

    func request(
        _ link: String, name: String = "lamp.bin", format: AssetFormat = .bin, byteCount: Int64? = nil,
        present: PresentFile = .ask, expiresAt: Date? = nil, fresh: FreshLink? = nil
    ) -> DownloadRequest {
        DownloadRequest(
            identity: "test|\(name)", fileName: name, directory: folder, format: format,
            link: FreshLink(text: link, byteCount: byteCount, expiresAt: expiresAt), present: present
        ) {
            self.refreshes.withLock { $0 += 1 }
            return fresh
        }
    }

    func content(_ name: String = "lamp.bin") -> [UInt8]? {
        FileManager.default.contents(atPath: folder + "/" + name).map { Array($0) }
    }

    func put(_ bytes: [UInt8], _ name: String = "lamp.bin") throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    /// Everything in the directory, hidden files too.
    var names: [String] {
        // A folder that cannot be listed appears as an impossible name.
        (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? ["unlistable"]
    }
}

/// A clock whose time passes only by sleeping, without delay.
final class ImpatientClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state = Mutex(Instant(offset: .zero))

    var now: Instant { state.withLock { $0 } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { $0 = max($0, deadline) }
    }
}
