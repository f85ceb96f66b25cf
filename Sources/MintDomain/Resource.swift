package import Foundation

/// A World or a 3D Model, as the list and read routes return it.
package struct Resource: Sendable, Hashable, Identifiable {
    package var kind: ResourceKind
    package var id: ResourceID
    package var name: String?
    package var prompt: String?
    /// Free text, `succeeded` for a usable one.
    package var status: String?
    /// `preview`, `final` or nil.
    package var stage: String?
    package var workflowStage: String?
    package var lastError: String?
    package var mintURL: String?
    package var assets: [Asset]
    package var caption: String?
    /// The server's JSON for the JSON tab, if it was kept.
    package var rawJSON: String?
    package var createdAt: Date?
    package var updatedAt: Date?

    package init(kind: ResourceKind, id: ResourceID) {
        self.kind = kind
        self.id = id
        assets = []
    }
}

/// One page of a cursor-paged list.
package struct ResourcePage: Sendable, Hashable {
    package var items: [Resource]
    /// The cursor of the next page; nil on the last one.
    package var nextCursor: String?
    /// The number of skipped unreadable elements.
    package var unreadableCount: Int

    package init(items: [Resource], nextCursor: String?, unreadableCount: Int = 0) {
        self.items = items
        self.nextCursor = nextCursor
        self.unreadableCount = unreadableCount
    }
}
