package import Foundation
import MintDomain
package import TrackingStore

/// The store of a session, possibly open for reading only.
package struct OpenedStore: Sendable {
    package let store: TrackingStore
    /// The reason why the store is read-only, in one sentence; nil if it is writable.
    package let problem: String?

    /// Opens the store and prunes old entries. With `mayOnlyRead`, opens a store that is damaged, full or cannot be
    /// locked for reading.
    ///
    /// - Throws: `StoreError`; always for the store of a newer mintop, which stays unchanged.
    package init(path: String, mayOnlyRead: Bool, now: Date) throws(StoreError) {
        do {
            store = try TrackingStore(path: path, pruningAt: now)
            problem = nil
        } catch {
            if case .newerSchema = error { throw error }
            guard mayOnlyRead else { throw error }
            store = try TrackingStore.openForReading(path: path, because: error)
            problem = error.description
        }
    }

    /// The notes about the store, one or two sentences each. Permanent ones appear at one start only; `mintop doctor`
    /// repeats them each time.
    package func news() async -> [String] {
        var news: [String] = []
        for note in store.notes {
            // `try?`: a note that cannot be recorded as shown appears again.
            if let name = note.lastingName, let isNew = try? await store.storage(for: Self.said).remember(name), !isNew
            {
                continue
            }
            news.append(note.description)
        }
        return news
    }

    /// The key of the notes shown. No profile has this id, because every profile id contains `|`.
    private static let said = ProfileID("mintop")
}
