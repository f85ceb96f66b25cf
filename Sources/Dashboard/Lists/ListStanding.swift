import MintDomain

/// The filter, status and order of a list, with the resulting counts.
package struct ListStanding: Sendable {
    package var filter = ListFilter.everything
    package var facet: StatusFacet?
    package var order = ListOrder.own
    package var shown = 0
    package var total = 0
    /// The number of rows with the chosen status.
    package var inFacet = 0
    /// Whether the server or the store has more rows, which the filter has not examined.
    package var hasMore = false

    /// Whether a filter or a status may hide rows.
    package var isNarrowed: Bool { !filter.isEmpty || facet != nil }
}

/// A change of a list's filter, status or order.
enum ListWish: Sendable {
    case filter(ListFilter)
    case facet(StatusFacet?)
    case order(ListOrder)
}
