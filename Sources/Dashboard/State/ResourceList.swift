package import FoundationEssentials
package import MintDomain

/// The Worlds or the Models that were loaded so far, newest first, and how to get more.
package struct ResourceList: Sendable {
    /// What the list is doing.
    package enum Phase: Sendable, Hashable {
        case idle
        /// A page is on its way: the one at that cursor, the first one for nil.
        case loading(cursor: String?)
        case failed(PollProblem)
    }

    package let kind: ResourceKind
    package private(set) var items: [Resource] = []
    package private(set) var nextCursor: String?
    package internal(set) var phase: Phase = .idle
    /// When a page last came from the server; nil while all is from the store, or nothing came.
    package private(set) var confirmedAt: Date?
    /// The positions where the loaded pages begin.
    package private(set) var pageStarts: [Int] = []
    /// How many entries of the pages could not be read.
    package private(set) var unreadableCount = 0
    private var positions: [ResourceID: Int] = [:]
    private var usedCursors: Set<String> = []
    private var sieve: RowSieve<ResourceID>
    /// In which order it stands.
    package private(set) var order = ListOrder.own
    /// The positions in `items` of what is shown, in order; nil while that is all of it as it came.
    private var shown: [Int]?
    /// The places in `shown` by id.
    private var shownPlaces: [ResourceID: Int] = [:]

    package init(kind: ResourceKind) {
        self.kind = kind
        sieve = RowSieve(fields: ListColumn.fields(of: kind.pane))
    }

    /// Whether the server has more than what is loaded.
    package var hasMore: Bool { nextCursor != nil }

    package subscript(id: ResourceID) -> Resource? { positions[id].map { items[$0] } }

    package var isLoading: Bool {
        if case .loading = phase { true } else { false }
    }

    /// Takes in a page.
    ///
    /// - Parameters:
    ///   - page: What the server gave.
    ///   - cursor: The cursor it was asked with; nil for the first page, which is merged with what is there: new
    ///     items go on top, known ones are brought up to date, and nothing else is removed.
    ///   - confirmedAt: When it came; nil for a page from the store.
    package mutating func take(_ page: ResourcePage, cursor: String?, confirmedAt: Date?) {
        phase = .idle
        if let confirmedAt { self.confirmedAt = confirmedAt }
        unreadableCount += page.unreadableCount
        let before = Set(positions.keys)
        let changed = page.items.filter { self[$0.id] != $0 }
        if cursor == nil { takeFirst(page) } else { takeNext(page, cursor: cursor) }
        positions = Dictionary(
            items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for id in before where positions[id] == nil { sieve.remove(id) }
        let columns = ListColumn.filtering(kind.pane)
        sieve.set(
            changed.compactMap { self[$0.id] }.map { item in
                (id: item.id, texts: columns.map { $0.text(item) }, part: StatusFacet(item))
            })
        arrange()
    }

    private mutating func takeFirst(_ page: ResourcePage) {
        let fresh = Set(page.items.map(\.id))
        let kept = items.filter { !fresh.contains($0.id) }
        let overlaps = kept.count < items.count
        // Without any overlap there may be unseen items in between, so the list starts over.
        guard overlaps, !pageStarts.isEmpty else {
            items = page.items
            nextCursor = page.nextCursor
            pageStarts = [0]
            usedCursors = []
            return
        }
        let added = page.items.count - (items.count - kept.count)
        items = page.items + kept
        pageStarts = [0] + pageStarts.dropFirst().map { $0 + added }
    }

    private mutating func takeNext(_ page: ResourcePage, cursor: String?) {
        let known = Set(items.map(\.id))
        let added = page.items.filter { !known.contains($0.id) }
        if !added.isEmpty { pageStarts.append(items.count) }
        items += added
        if let cursor { usedCursors.insert(cursor) }
        // A cursor that comes again would page in circles (contract/README.md A6).
        nextCursor = page.nextCursor.flatMap { usedCursors.contains($0) ? nil : $0 }
    }
}

extension ResourceList {
    /// What is shown, and why.
    package var standing: ListStanding {
        ListStanding(
            filter: sieve.filter, facet: sieve.facet, order: order, shown: count, total: items.count,
            inFacet: sieve.count(of: sieve.facet), hasMore: hasMore)
    }

    /// Whether what is shown is not simply what was loaded, so that the pages of the server are no parts of it.
    var isRearranged: Bool { shown != nil }

    /// How many rows stand somewhere, the hidden ones among them.
    package func count(of facet: StatusFacet?) -> Int { sieve.count(of: facet) }

    /// The row that changed last among the shown ones; nil where nobody says when they changed.
    var latest: ResourceID? {
        let shown = (0..<count).map { items[itemPosition($0)] }
        return shown.filter { $0.changedAt != nil }.max { $0.changedAt ?? .distantPast < $1.changedAt ?? .distantPast }?
            .id
    }

    /// Does what a person asks of the list, at once.
    ///
    /// - Returns: The row that fits a filter best, where it ranks them.
    /// - Throws: Where a filter is too slow; the list stays as it was.
    mutating func take(_ wish: ListWish) throws(FilterError) -> ResourceID? {
        var best: ResourceID?
        switch wish {
        case .filter(let filter): best = try sieve.narrow(to: filter)
        case .facet(let facet): sieve.narrow(to: facet)
        case .order(let order): self.order = order
        }
        arrange()
        return best
    }

    private mutating func arrange() {
        guard !sieve.isOpen || order != .own else {
            (shown, shownPlaces) = (nil, [:])
            return
        }
        var places = items.indices.filter { place in
            positions[items[place].id] == place && sieve.slot(of: items[place].id).map(sieve.passes) == true
        }
        if let column = order.column {
            let values = items.map { SortValue($0, column) }
            places.sort { values[$0].precedes(values[$1], isInverted: order.isInverted) ?? ($0 < $1) }
        } else if order.isInverted {
            places.reverse()
        }
        shown = places
        shownPlaces = Dictionary(uniqueKeysWithValues: places.enumerated().map { (items[$1].id, $0) })
    }

    private func itemPosition(_ position: Int) -> Int { shown?[position] ?? position }
}

extension Resource {
    fileprivate var changedAt: Date? { updatedAt ?? createdAt }
}

extension ResourceList: RowSource {
    package var count: Int { shown?.count ?? items.count }

    package func id(at position: Int) -> ResourceID { items[itemPosition(position)].id }

    package func position(of id: ResourceID) -> Int? { shown == nil ? positions[id] : shownPlaces[id] }

    /// The thing at that position among the shown ones.
    func item(at position: Int) -> Resource { items[itemPosition(position)] }
}
