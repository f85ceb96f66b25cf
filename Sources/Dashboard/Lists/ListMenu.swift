import TerminalCore

/// A small menu of a list for its status or its sort column. Choices take effect at once.
package struct ListMenu: Sendable, Hashable {
    package enum Choice: Sendable, Hashable {
        /// Nil for all.
        case facet(StatusFacet?)
        /// Nil for the default order.
        case column(ListColumn?)
    }

    package let pane: Pane
    package let choices: [Choice]
    package internal(set) var selected: Int
    /// The status that was chosen when the menu was opened.
    let facetBefore: StatusFacet?
    let orderBefore: ListOrder

    /// Whether the menu lists statuses.
    package var isOfFacets: Bool {
        if case .facet? = choices.first { true } else { false }
    }
}
