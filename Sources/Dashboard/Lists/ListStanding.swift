import MintDomain

/// What a person asked a list to show, and what came of it.
package struct ListStanding: Sendable {
    package var filter = ListFilter.everything
    package var facet: StatusFacet?
    package var order = ListOrder.own
    /// How many rows are shown.
    package var shown = 0
    /// How many there are.
    package var total = 0
    /// How many the facet holds.
    package var inFacet = 0
    /// Whether there is more than what is loaded, at the server or in the store, which no filter has looked at.
    package var hasMore = false

    /// Whether rows may be hidden.
    package var isNarrowed: Bool { !filter.isEmpty || facet != nil }
}

/// Something a person asks of a list.
enum ListWish: Sendable {
    case filter(ListFilter)
    case facet(StatusFacet?)
    case order(ListOrder)
}
