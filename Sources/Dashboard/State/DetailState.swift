package import MintDomain

/// What the detail pane shows of its subject.
package enum DetailTab: Sendable, Hashable, CaseIterable {
    case preview, summary, conversation, assets, timeline, json

    package var title: String {
        switch self {
        case .preview: "Preview"
        case .summary: "Summary"
        case .conversation: "Conversation"
        case .assets: "Assets"
        case .timeline: "Timeline"
        case .json: "JSON"
        }
    }
}

/// What the detail pane is about.
package enum DetailSubject: Sendable, Hashable {
    case operation(OperationID)
    case resource(ResourceKind, ResourceID)
}

/// The detail pane's own state; it belongs to one subject and starts over with another.
package struct DetailState: Sendable, Hashable {
    package internal(set) var subject: DetailSubject?
    package internal(set) var tab = DetailTab.summary
    /// The first visible line of the tab.
    package internal(set) var offset = 0
    /// The selected file on the Assets tab.
    package internal(set) var asset = 0
}
