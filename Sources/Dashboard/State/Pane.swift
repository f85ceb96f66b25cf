/// A part of the screen that can have the focus.
package enum Pane: Int, Sendable, Hashable, CaseIterable {
    case operations = 1
    case worlds = 2
    case models = 3
    case detail = 0

    /// The panes that list something, in the order of their numbers.
    package static let lists: [Pane] = [.operations, .worlds, .models]
}
