package import MintDomain

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

package enum DetailSubject: Sendable, Hashable {
    case operation(OperationID)
    case resource(ResourceKind, ResourceID)
}

/// The state of the detail pane. It is reset when the subject changes.
package struct DetailState: Sendable, Hashable {
    package internal(set) var subject: DetailSubject?
    package internal(set) var tab = DetailTab.summary
    /// The first visible line of the tab.
    package internal(set) var offset = 0
    /// The selected file on the Assets tab.
    package internal(set) var asset = 0
}
