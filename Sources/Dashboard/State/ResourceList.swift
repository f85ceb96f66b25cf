package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// The Worlds or the Models loaded so far, newest first, and the cursor of the next page.
package struct ResourceList: Sendable {
    package enum Phase: Sendable, Hashable {
        case idle
        /// The page at that cursor is loading; nil for the first page.
        case loading(cursor: String?)
        case failed(PollProblem)
    }

    /// The maximum number of rows that are kept.
    package static let mostItems = 10_000
    /// The maximum number of bytes of raw JSON that are kept: 64 MiB.
    static let mostTextBytes = 64 << 20

    package let kind: ResourceKind
    package private(set) var items: [Resource] = []
    package private(set) var nextCursor: String?
    package internal(set) var phase: Phase = .idle
    /// The time of the last page from the server; nil while all rows are from the store.
    package private(set) var confirmedAt: Date?
    /// The positions of the first rows of the loaded pages.
    package private(set) var pageStarts: [Int] = []
    /// The number of entries that could not be decoded.
    package private(set) var unreadableCount = 0
    private var positions: [ResourceID: Int] = [:]
    private var usedCursors: Set<String> = []
    private var textBytes = 0
    private var sieve = RowSieve<ResourceID>()
    package private(set) var order = ListOrder.own
    /// The positions in `items` of the visible rows, in order; nil if all rows are visible in the order of `items`.
    private var shown: [Int]?
    /// The indices in `shown` by id.
    private var shownPlaces: [ResourceID: Int] = [:]

    package init(kind: ResourceKind) {
        self.kind = kind
    }

    /// Whether the server has more rows.
    package var hasMore: Bool { nextCursor != nil }

    /// Whether the row or byte limit is reached, so that no further page is loaded.
    package var isFull: Bool { items.count >= Self.mostItems || textBytes >= Self.mostTextBytes }

    package subscript(id: ResourceID) -> Resource? { positions[id].map { items[$0] } }

    package var isLoading: Bool {
        if case .loading = phase { true } else { false }
    }

    /// Adds the rows of a page. `cursor` is nil for the first page, which is merged: new items go on top, known ones
    /// are updated. Without any known item it replaces the list. `confirmedAt` is nil for a page from the store.
    package mutating func take(_ page: ResourcePage, cursor: String?, confirmedAt: Date?) {
        phase = .idle
        if let confirmedAt { self.confirmedAt = confirmedAt }
        unreadableCount += page.unreadableCount
        let before = Set(positions.keys)
        let changed = page.items.filter { self[$0.id] != $0 }
        if cursor == nil { takeFirst(page) } else { takeNext(page, cursor: cursor) }
        textBytes = items.reduce(0) { $0 + ($1.rawJSON?.utf8.count ?? 0) }
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
        // Without a known item there may be items missing in between, so the list starts over.
        guard overlaps, !pageStarts.isEmpty else {
            items = page.items
            nextCursor = page.nextCursor
            pageStarts = [0]
            usedCursors = []
            return
        }
        let added = page.items.count - (items.count - kept.count)
        items = Array((page.items + kept).prefix(Self.mostItems))
        pageStarts = [0] + pageStarts.dropFirst().map { $0 + added }.filter { $0 < items.count }
    }

    private mutating func takeNext(_ page: ResourcePage, cursor: String?) {
        let known = Set(items.map(\.id))
        let added = page.items.filter { !known.contains($0.id) }
        if !added.isEmpty { pageStarts.append(items.count) }
        items += added
        if let cursor { usedCursors.insert(cursor) }
        // A repeated cursor would load the same pages forever.
        nextCursor = page.nextCursor.flatMap { usedCursors.contains($0) ? nil : $0 }
    }
}

extension ResourceList {
    package var standing: ListStanding {
        ListStanding(
            filter: sieve.filter, facet: sieve.facet, order: order, shown: count, total: items.count,
            inFacet: sieve.count(of: sieve.facet), hasMore: hasMore)
    }

    /// Whether the visible rows differ from the loaded ones, so that the server's pages do not apply to them.
    var isRearranged: Bool { shown != nil }

    package func count(of facet: StatusFacet?) -> Int { sieve.count(of: facet) }

    /// The visible row that changed last; nil if the server states no times.
    var latest: ResourceID? {
        let shown = (0..<count).map { items[itemPosition($0)] }
        return shown.filter { $0.changedAt != nil }.max { $0.changedAt ?? .distantPast < $1.changedAt ?? .distantPast }?
            .id
    }

    /// Applies a filter, a facet or an order chosen by the user.
    ///
    /// - Returns: The best match of a filter that ranks rows; nil otherwise.
    /// - Throws: An error if the filter is too slow; the visible rows stay unchanged.
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

extension ResourceList {
    package var fullSentence: SafeText {
        "\(items.count) \(kind.rawValue)s are loaded, the most that are kept here; mintop \(kind.rawValue)s list --all prints all."
    }
}

extension Resource {
    fileprivate var changedAt: Date? { updatedAt ?? createdAt }
}

extension ResourceList: RowSource {
    package var count: Int { shown?.count ?? items.count }

    package func id(at position: Int) -> ResourceID { items[itemPosition(position)].id }

    package func position(of id: ResourceID) -> Int? { shown == nil ? positions[id] : shownPlaces[id] }

    /// The resource at that position among the visible ones.
    func item(at position: Int) -> Resource { items[itemPosition(position)] }
}
