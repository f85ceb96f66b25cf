import Foundation
import TrackingStore

/// The store of a session, and why it can only be read, where that is so.
struct OpenedStore: Sendable {
    let store: TrackingStore
    /// One sentence; nil where the store can be written.
    let problem: String?

    /// Opens the store, and prunes what is old by its rule.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - mayOnlyRead: Whether a damaged or full store is opened for reading instead.
    /// - Throws: `StoreError`; always for a store of a newer mintop, which is left alone.
    init(path: String, mayOnlyRead: Bool) throws(StoreError) {
        do {
            store = try TrackingStore(path: path, pruningAt: Date())
            problem = nil
        } catch {
            if case .newerSchema = error { throw error }
            guard mayOnlyRead else { throw error }
            store = try TrackingStore.openForReading(path: path, because: error)
            problem = error.description
        }
    }
}
