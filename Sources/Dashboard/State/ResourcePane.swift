package import MintDomain

/// The Worlds or the Models, with the cursor of their pane.
package struct ResourcePane: Sendable {
    package internal(set) var list: ResourceList
    package internal(set) var cursor = ListCursor<ResourceID>()

    init(_ kind: ResourceKind) {
        list = ResourceList(kind: kind)
    }
}
