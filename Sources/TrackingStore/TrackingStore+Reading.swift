import Foundation
import GRDB

extension TrackingStore {
    /// Returns the readable part of a store that cannot be opened, as a read-only store. The file stays unchanged.
    ///
    /// It is a snapshot in memory, without later changes by other processes and without a lease. Writes throw
    /// `readOnly` with the sentence of `problem`.
    ///
    /// - Throws: `newerSchema` if a newer mintop wrote it: such a store is not read at all. `failed` without memory.
    package static func openForReading(path: String, because problem: StoreError) throws(StoreError) -> TrackingStore {
        if case .newerSchema = problem { throw problem }
        do {
            let queue = try DatabaseQueue(configuration: configuration())
            if !problem.isSilence { try StoreSalvage(path: path, because: problem).copy(into: queue) }
            try StoreSchema.migrator.migrate(queue)
            return TrackingStore(
                path: path, writer: queue, presence: StorePresence(), notices: StoreNotices(path: nil),
                obstacle: problem.description)
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
