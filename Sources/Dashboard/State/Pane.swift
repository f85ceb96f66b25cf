/// A part of the screen that can have the focus.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case operations = 1
    case worlds = 2
    case models = 3
    case jobs = 4
    case detail = 0

    static let tracked: [Pane] = [.operations, .jobs]

    /// The panes with a list, in the order of their numbers.
    static func lists(hasJobs: Bool) -> [Pane] {
        hasJobs ? [.operations, .worlds, .models, .jobs] : [.operations, .worlds, .models]
    }
}
