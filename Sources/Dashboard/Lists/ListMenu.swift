import TerminalCore

/// A small menu of a list: which statuses it shows, or what it is sorted by. What is chosen is seen at once.
package struct ListMenu: Sendable, Hashable {
    /// What is chosen.
    package enum Choice: Sendable, Hashable {
        /// Nil for all.
        case facet(StatusFacet?)
        /// Nil for the list's own order.
        case column(ListColumn?)
    }

    package let pane: Pane
    package let choices: [Choice]
    package internal(set) var selected: Int
    /// What was chosen when it was opened.
    let facetBefore: StatusFacet?
    let orderBefore: ListOrder

    /// Whether it is about statuses.
    package var isOfFacets: Bool {
        if case .facet? = choices.first { true } else { false }
    }
}
