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

    package init(kind: ResourceKind) {
        self.kind = kind
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
        if cursor == nil { takeFirst(page) } else { takeNext(page, cursor: cursor) }
        positions = Dictionary(
            items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
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

extension ResourceList: RowSource {
    package var count: Int { items.count }

    package func id(at position: Int) -> ResourceID { items[position].id }

    package func position(of id: ResourceID) -> Int? { positions[id] }
}
