package import TerminalCore

/// The layout of the screen: a function of the size, the focus and the user's changes.
package struct Layout: Sendable, Hashable {
    /// The amount of visible panes.
    package enum Form: Sendable, Hashable {
        case wide
        /// One list and the detail; the other lists are tabs in its frame.
        case pair
        case single
        /// One line with a summary.
        case line
    }

    package enum Placement: Sendable, Hashable {
        case beside
        case below
    }

    package private(set) var form: Form
    /// The form that fits the terminal; larger than `form` if a pane is enlarged.
    private(set) var room: Form
    /// The placement of the detail, in a form that shows it with a list.
    package private(set) var placement: Placement
    package private(set) var header: Rect
    package private(set) var footer: Rect
    package private(set) var panes: [Pane: Rect]
    /// The movable border between the lists and the detail: two columns or two rows, if there is one.
    package private(set) var split: Rect?

    /// Computes the layout: everything from 120 columns, a list and the detail from 80, one pane from 40, and one line
    /// below 40×8.
    ///
    /// The list of jobs is beside the Worlds and the Models if each stays wide enough, and otherwise below them. With
    /// `fillsLists`, one list takes the place of all. `splits` has the user's border positions, `arrangement` the other
    /// changes.
    package init(
        size: Size, focus: Pane, listFocus: Pane, hasJobs: Bool = false, fillsLists: Bool = false,
        splits: Splits = Splits(), arrangement: Arrangement = Arrangement()
    ) {
        let bounds = Rect(size)
        (header, footer, panes, split) = (bounds.splitTop(1).top, .zero, [:], nil)
        (form, room, placement) = (.line, .line, .below)
        guard size.columns >= 40, size.rows >= 8 else { return }
        let (top, belowTop) = bounds.splitTop(1)
        let (body, bottom) = belowTop.splitBottom(1)
        (header, footer) = (top, bottom)
        room = Self.room(for: body)
        form = arrangement.zoom == .full ? .single : arrangement.zoom == .half && room == .wide ? .pair : room
        placement = arrangement.placement ?? (room == .wide ? .beside : .below)
        guard form != .single else {
            (panes, split) = ([focus == .detail ? .detail : listFocus: body], nil)
            return
        }
        let (lists, detail): (Rect, Rect)
        switch placement {
        case .beside:
            (lists, detail) = body.splitLeft(splits.columns(of: body.columns))
            split = Rect(column: detail.column - 1, row: body.row, columns: 2, rows: body.rows)
        case .below:
            (lists, detail) = body.splitTop(splits.rows(of: body.rows, isDetailFocused: focus == .detail))
            split = Rect(column: body.column, row: detail.row - 1, columns: body.columns, rows: 2)
        }
        let frames =
            form == .pair || fillsLists
            ? [listFocus: lists]
            : placement == .below ? Self.row(lists, hasJobs) : hasJobs ? Self.listsWithJobs(lists) : Self.lists(lists)
        panes = frames.merging([.detail: detail]) { $1 }
    }

    private static func room(for body: Rect) -> Form {
        guard body.rows >= 14, body.columns >= 80 else { return .single }
        return body.columns >= 120 ? .wide : .pair
    }

    private static func lists(_ left: Rect) -> [Pane: Rect] {
        let (operations, below) = left.splitTop(left.rows * 56 / 100)
        let (worlds, models) = below.splitLeft(below.columns / 2)
        return [.operations: operations, .worlds: worlds, .models: models]
    }

    private static func listsWithJobs(_ left: Rect) -> [Pane: Rect] {
        let (operations, below) = left.splitTop(left.rows * 48 / 100)
        let worlds: Rect
        let models: Rect
        let jobs: Rect
        if left.columns >= 120 || below.rows < 12 {
            let (resources, rest) = below.splitLeft(below.columns * 46 / 100)
            (worlds, models) = resources.splitLeft(resources.columns / 2)
            jobs = rest
        } else {
            let (resources, rest) = below.splitTop(below.rows / 2)
            (worlds, models) = resources.splitLeft(resources.columns / 2)
            jobs = rest
        }
        return [.operations: operations, .worlds: worlds, .models: models, .jobs: jobs]
    }

    /// The lists above the detail: low and wide.
    private static func row(_ above: Rect, _ hasJobs: Bool) -> [Pane: Rect] {
        let (operations, rest) = above.splitLeft(above.columns * 54 / 100)
        let isHigh = above.rows >= 12
        guard hasJobs else {
            let (worlds, models) = isHigh ? rest.splitTop(rest.rows / 2) : rest.splitLeft(rest.columns / 2)
            return [.operations: operations, .worlds: worlds, .models: models]
        }
        let (resources, jobs) = isHigh ? rest.splitTop(rest.rows / 2) : rest.splitLeft(rest.columns * 62 / 100)
        let (worlds, models) = resources.splitLeft(resources.columns / 2)
        return [.operations: operations, .worlds: worlds, .models: models, .jobs: jobs]
    }

    /// Returns the number of visible rows of a list; 0 for a hidden one.
    func rowCount(of pane: Pane) -> Int {
        max(0, (panes[pane]?.rows ?? 0) - 2)
    }
}

extension Rect {
    static let zero = Rect(column: 0, row: 0, columns: 0, rows: 0)
}

extension State {
    package var layout: Layout {
        Layout(
            size: size, focus: focus, listFocus: listFocus, hasJobs: jobs != nil,
            fillsLists: listFocus.resourceKind.map(sheets.contains) == true, splits: setup.splits,
            arrangement: setup.arrangement)
    }
}
