package import Foundation

/// The first page of a list as it was when it was saved.
package struct StoredPage: Sendable, Hashable {
    /// The page, its cursor included; the cursor may have expired.
    package var page: ResourcePage
    /// When it was saved.
    package var savedAt: Date

    /// Puts a page and its age together.
    package init(page: ResourcePage, savedAt: Date) {
        self.page = page
        self.savedAt = savedAt
    }
}
