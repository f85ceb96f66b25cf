package import AssetFiles
package import Dashboard
import Foundation
package import MintDomain
package import Sessions
import Tracking
import TrackingStore

/// Archives each preview of an operation while the server has it, to compare later ones with it.
package struct PreviewKeeper: Sendable {
    /// The maximum number of bytes of an archived picture.
    private static let byteLimit = 16 << 20

    package let operations: TrackedService
    package let files: SubjectFiles
    package let archive: PreviewArchive

    /// Archives previews until the task is canceled.
    package func run() async {
        var revision = -1
        var seen: Set<String> = []
        for await _ in await operations.poller.updates() {
            let changes = await operations.poller.changes(since: max(0, revision))
            revision = changes.revision
            for row in changes.upserted where row.operation?.status == .previewReady {
                guard let stage = row.previewStage, let path = stage.path,
                    seen.insert("\(row.id) \(stage.number) \(path)").inserted
                else { continue }
                await keep(row, stage)
            }
        }
    }

    /// The previews of an operation before the current one, oldest first.
    package func history(of id: OperationID) async -> [EarlierPreview] {
        let stage = await operations.poller.operation(id)?.previewStage
        let feedback = await revisions(of: id)
        let kept = await archive.previews(of: id, profile: operations.storage.profile)
        let earlier = kept.filter { $0.revision + 1 < stage?.number ?? 1 }
        return earlier.map { preview in
            EarlierPreview(
                id: "\(id)/\(preview.hash)", at: preview.seenAt,
                feedback: feedback.indices.contains(preview.revision) ? feedback[preview.revision] : nil,
                hasPicture: true)
        }
    }

    private func keep(_ row: TrackedOperation, _ stage: PreviewStage) async {
        guard let asset = row.operation?.assets.first(where: { $0.name == "previewImage" }) else { return }
        let revision = max(0, stage.number - 1)
        let profile = operations.storage.profile
        guard await !archive.previews(of: row.id, profile: profile).contains(where: { $0.revision == revision }) else {
            return
        }
        do {
            let bytes = try await files.bytes(
                asset.url, name: asset.name, of: .operation(row.id), limit: Self.byteLimit)
            let feedback = await revisions(of: row.id)
            try await archive.add(
                bytes, of: row.id, profile: profile, revision: revision,
                feedback: feedback.indices.contains(revision - 1) ? feedback[revision - 1] : nil,
                seenAt: row.operation?.updatedAt ?? operations.clocks.now())
        } catch {
            // Only the comparison with later previews lacks it. The preview itself shows the reason.
            return
        }
    }

    /// The feedback of the revisions requested from this store, oldest first.
    private func revisions(of id: OperationID) async -> [String] {
        do throws(TrackingStorageError) {
            return try await operations.storage.conversation(with: id).compactMap { entry in
                guard case .accepted = entry.state, entry.verb == .revise else {
                    return nil
                }
                return entry.mutation.text
            }
        } catch {
            return []
        }
    }
}

extension PreviewArchive {
    /// The bytes of an earlier preview, by its id from `PreviewKeeper.history`.
    ///
    /// - Throws: `FileProblem.noSuchAsset` if they are missing.
    package func bytes(of id: String, profile: ProfileID) throws -> [UInt8] {
        let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let operation = OperationID(parts[0]),
            let preview = previews(of: operation, profile: profile).first(where: { $0.hash == parts[1] }),
            let bytes = picture(of: preview)
        else { throw FileProblem.noSuchAsset }
        return bytes
    }
}
