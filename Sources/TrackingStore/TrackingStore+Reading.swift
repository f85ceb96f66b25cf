import Foundation
import GRDB

extension TrackingStore {
    /// A store that can be read but not written, for when the one at `path` cannot be opened: what can be read of it
    /// now is shown, and what cannot be read is missing. The file is left as it is.
    ///
    /// It is a picture of this moment in memory: later changes by other processes do not come, and no lease is had.
    /// Writes throw `readOnly` with the sentence of `problem`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - problem: What `init(path:pruningAt:)` threw.
    /// - Returns: The picture; empty where nothing can be read.
    /// - Throws: `newerSchema` where a newer mintop wrote it: such a store is not even read. `failed` where there is
    ///   no memory.
    package static func openForReading(path: String, because problem: StoreError) throws(StoreError) -> TrackingStore {
        if case .newerSchema = problem { throw problem }
        do {
            let queue = try DatabaseQueue(configuration: configuration())
            try StoreSalvage(path: path).copy(into: queue)
            try StoreSchema.migrator.migrate(queue)
            return TrackingStore(
                path: path, writer: queue, presence: StorePresence(), notices: StoreNotices(path: nil),
                obstacle: problem.description)
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
