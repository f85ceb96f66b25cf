package struct ShownColumn: Sendable, Hashable {
    package var column: ListColumn
    /// The width; nil for the default.
    package var width: Int?

    /// The width is in terminal columns; nil for the default.
    package init(_ column: ListColumn, width: Int? = nil) {
        self.column = column
        self.width = width
    }
}

/// The positions of a list's columns in a row.
struct ColumnLayout: Sendable, Hashable {
    struct Place: Sendable, Hashable {
        var column: ListColumn
        /// The offset from the beginning of the row.
        var start: Int
        var width: Int
    }

    /// The space between two columns.
    private static let gap = 2
    /// The minimum width of the flexible column before other columns are omitted.
    private static let leastFlexible = 12

    let places: [Place]

    /// Places the columns from left to right within `room` terminal columns.
    ///
    /// Prompt or name without a width takes the remaining space, otherwise the last one. Without enough space, columns
    /// are omitted from the right.
    init(_ shown: [ShownColumn], room: Int) {
        var shown = shown
        while shown.count > 1, Self.rest(shown, room) < Self.leastFlexible {
            let flexible = Self.flexible(shown)
            guard let last = shown.indices.last(where: { $0 != flexible }) else { break }
            shown.remove(at: last)
        }
        let flexible = Self.flexible(shown)
        let rest = max(0, Self.rest(shown, room))
        var start = 0
        places = shown.enumerated().map { index, item in
            let width = min(index == flexible ? rest : Self.width(item), max(0, room - start))
            defer { start += width + Self.gap }
            return Place(column: item.column, start: start, width: width)
        }
    }

    /// Returns the space for the flexible column.
    private static func rest(_ shown: [ShownColumn], _ room: Int) -> Int {
        let flexible = flexible(shown)
        let fixed = shown.enumerated().reduce(0) { $0 + ($1.offset == flexible ? 0 : width($1.element)) }
        return room - fixed - gap * (shown.count - 1)
    }

    private static func flexible(_ shown: [ShownColumn]) -> Int {
        shown.firstIndex { ($0.column == .prompt || $0.column == .name) && $0.width == nil } ?? shown.count - 1
    }

    private static func width(_ item: ShownColumn) -> Int { item.width ?? item.column.usualWidth }
}

extension ListColumn {
    fileprivate var usualWidth: Int {
        switch self {
        case .status: 9
        case .kind, .mode, .time, .progress: 6
        case .age, .changed: 4
        case .preset: 10
        case .model: 14
        case .error, .source: 22
        case .id: 24
        case .prompt, .name: 30
        }
    }

    var isRightAligned: Bool { [.age, .changed, .time, .progress].contains(self) }
}
