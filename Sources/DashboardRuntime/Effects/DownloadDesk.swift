package import AssetFiles
package import Dashboard
import Foundation
import MintDomain
package import Sessions
import TerminalCore
import Tracking

/// Runs the downloads of the dashboard and reports their progress.
package actor DownloadDesk {
    private let files: SubjectFiles
    private let downloader: Downloader
    private let profile: String
    private let directory: String
    private let tell: @Sendable (Action) -> Void
    private var running: [AssetID: Task<Void, Never>] = [:]

    /// `files` reads expired links again; `tell` receives the progress and the outcomes.
    package init(
        files: SubjectFiles, downloader: Downloader, profile: String, directory: String,
        tell: @escaping @Sendable (Action) -> Void
    ) {
        self.files = files
        self.downloader = downloader
        self.profile = profile
        self.directory = directory
        self.tell = tell
    }

    /// Starts or resumes the downloads.
    package func start(_ refs: [AssetRef]) {
        for ref in refs { begin(ref, .ask) }
    }

    /// Stops the downloads and keeps the received data.
    package func stop(_ refs: [AssetRef]) {
        for ref in refs { running[ref.id]?.cancel() }
    }

    /// Finishes a download whose path holds another file.
    package func answer(_ ref: AssetRef, _ answer: ExistingAnswer) {
        switch answer {
        case .overwrite: begin(ref, .overwrite)
        case .keepBoth: begin(ref, .keepBoth)
        case .cancel: tell(.downloadChanged(ref, .canceled))
        }
    }

    /// Stops all downloads and keeps the received data.
    package func close() async {
        let tasks = running.values
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    private func begin(_ ref: AssetRef, _ present: PresentFile) {
        guard running[ref.id] == nil else { return }
        running[ref.id] = Task {
            tell(.downloadChanged(ref, await news(of: ref, present)))
            running[ref.id] = nil
        }
    }

    private func news(of ref: AssetRef, _ present: PresentFile) async -> DownloadNews {
        do {
            let request = try await files.download(
                ref.asset.name, of: ref.subject, profile: profile, to: directory, present: present)
            let feed = DownloadFeed()
            let tell = tell
            let watcher = Task {
                for await value in feed.values {
                    tell(
                        .downloadChanged(
                            ref, .progress(received: Int(value.receivedBytes), total: value.totalBytes.map(Int.init))))
                }
            }
            let outcome = try await downloader.download(request, feed: feed)
            await watcher.value
            switch outcome {
            case .finished(let file): return .done(path: file.path)
            case .alreadyThere(let path): return .done(path: path)
            case .exists(let path, _): return .exists(path: path)
            }
        } catch is CancellationError {
            return .paused
        } catch {
            return .failed("\(error)")
        }
    }
}

extension SubjectFiles {
    /// The request to download an asset of a subject into a folder, with a newly read link. `present` is the handling
    /// of another file at the path.
    ///
    /// - Throws: `FileProblem.noSuchAsset`, `MintError`.
    package func download(
        _ name: String, of subject: DetailSubject, profile: String, to directory: String, present: PresentFile
    ) async throws -> DownloadRequest {
        guard let entry = try await listing(of: subject).files.entries.first(where: { $0.asset.name == name }) else {
            throw FileProblem.noSuchAsset
        }
        return DownloadRequest(
            entry, owner: "\(profile)|\(subject.text)", directory: directory, present: present,
            refresh: {
                let entry = try await listing(of: subject).files.entries.first { $0.asset.name == name }
                return entry.map { FreshLink($0.asset, expiresAt: $0.expiresAt) }
            })
    }
}
