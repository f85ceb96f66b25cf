/// The cursors of a list that is read page by page.
///
/// The list ends at a repeated cursor, which would cause an endless loop. Stores only a hash of each cursor.
package struct CursorTrail {
    package enum End: Hashable {
        /// The server returned no cursor.
        case last
        /// The cursor is a repeated one.
        case circle
        /// The page limit is reached; the list can continue at the current cursor.
        case ceiling
    }

    package static let mostPages = 100_000

    /// The cursor of the next request; nil for the first page and after the last one.
    package private(set) var current: String?
    package private(set) var end: End?
    private var met: Set<Int> = []
    private let mostPages: Int

    package init(first: String?, mostPages: Int = Self.mostPages) {
        current = first
        self.mostPages = mostPages
        if let first { met.insert(first.hashValue) }
    }

    package var isAtEnd: Bool { end != nil }

    /// Takes the cursor of the next page; nil after the last one.
    package mutating func follow(_ next: String?) {
        current = next
        guard let next else { return end = .last }
        if !met.insert(next.hashValue).inserted {
            (current, end) = (nil, .circle)
        } else if met.count >= mostPages {
            end = .ceiling
        }
    }
}
