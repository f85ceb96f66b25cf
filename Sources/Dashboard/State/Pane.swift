package import MintDomain
import TerminalCore

/// A part of the screen that can have the focus.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case operations = 1
    case worlds = 2
    case models = 3
    case jobs = 4
    case detail = 0

    package enum Content: Sendable, Hashable {
        /// The tracked operations of a service.
        case tracked(Verb.Service)
        case resources(ResourceKind)
        case detail
    }

    /// The name, the content, and the columns of the list in the order of the menu.
    private var row: (name: SafeText, content: Content, columns: [ListColumn]) {
        switch self {
        case .operations:
            (
                "Operations", .tracked(.mint),
                [.status, .kind, .prompt, .error, .preset, .mode, .model, .age, .changed, .time, .progress, .id]
            )
        case .worlds: ("Worlds", .resources(.world), [.status, .name, .error, .age, .changed, .id])
        case .models: ("Models", .resources(.model), [.status, .name, .error, .age, .changed, .id])
        case .jobs: ("Jobs", .tracked(.agent), [.status, .prompt, .source, .model, .age, .changed, .id])
        case .detail: ("Detail", .detail, [])
        }
    }

    var name: SafeText { row.name }
    package var content: Content { row.content }
    var columns: [ListColumn] { row.columns }

    /// The service of its operations; nil for Worlds, Models and the detail.
    package var service: Verb.Service? {
        if case .tracked(let service) = content { service } else { nil }
    }

    /// The kind of its resources; nil for Operations, Jobs and the detail.
    package var resourceKind: ResourceKind? {
        if case .resources(let kind) = content { kind } else { nil }
    }

    static let tracked = allCases.filter { $0.service != nil }
}

extension ResourceKind {
    var pane: Pane { Pane.allCases.first { $0.resourceKind == self } ?? .worlds }
}
