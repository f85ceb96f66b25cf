package import Foundation

/// The first page of a list when it was saved.
package struct StoredPage: Sendable, Hashable {
    /// The page with its cursor, which may have expired.
    package var page: ResourcePage
    package var savedAt: Date

    package init(page: ResourcePage, savedAt: Date) {
        self.page = page
        self.savedAt = savedAt
    }
}
