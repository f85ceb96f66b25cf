import Foundation
import HTTPTransport
import MintDomain

@testable import AssetFiles

/// A process that downloads one file and reports the result, for tests that kill it.
///
/// Usage: download-fixture URL DIRECTORY FILE-NAME. It prints `finished RESUMED-FROM`, `already there`, `exists` or the
/// problem.
@main
struct DownloadFixture {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let policy = LinkPolicy(server: arguments[1]) else {
            say("usage: download-fixture URL DIRECTORY FILE-NAME")
            exit(64)
        }
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: FileAccess(policy))
        let downloader = Downloader(
            transport: transport, policy: policy, clock: ContinuousClock(), now: { Date() })
        let request = DownloadRequest(
            identity: "fixture|glb", fileName: arguments[3], directory: arguments[2], format: .bin,
            link: FreshLink(text: arguments[1]), refresh: { nil })
        do {
            switch try await downloader.download(request) {
            case .finished(let file): say("finished \(file.resumedFrom)")
            case .alreadyThere: say("already there")
            case .exists: say("exists")
            }
        } catch {
            say("\(error)")
        }
        try await transport.shutdown()
    }
}

/// Writes a line at once: standard output is a pipe.
private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
