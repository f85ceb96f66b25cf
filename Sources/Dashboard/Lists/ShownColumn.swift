/// A column that a list shows because the settings say so.
package struct ShownColumn: Sendable, Hashable {
    package var column: ListColumn
    /// How wide it is; nil for as wide as it usually is.
    package var width: Int?

    /// - Parameters:
    ///   - column: One that the list has.
    ///   - width: In columns of the terminal; nil for the usual one.
    package init(_ column: ListColumn, width: Int? = nil) {
        self.column = column
        self.width = width
    }
}

/// Where the columns of a list stand in a row.
struct ColumnLayout: Sendable, Hashable {
    /// A column in its place.
    struct Place: Sendable, Hashable {
        var column: ListColumn
        /// From the beginning of the row.
        var start: Int
        var width: Int
    }

    /// The air between two columns.
    private static let gap = 2
    /// The column that gives way keeps so much, as long as another one can be left out.
    private static let leastFlexible = 12

    let places: [Place]

    /// - Parameters:
    ///   - shown: The columns, from left to right. Prompt or name without a width takes what is left, else the last one;
    ///     where that is too little, columns are left out from the right.
    ///   - room: How many columns of the terminal there are.
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

    /// What is left for the column that gives way.
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

    /// Whether it ends where its column ends.
    var isRightAligned: Bool { [.age, .changed, .time, .progress].contains(self) }
}
