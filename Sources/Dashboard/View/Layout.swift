package import TerminalCore

/// Where everything goes: a function of the size and the focus alone (design.md section 2).
package struct Layout: Sendable, Hashable {
    /// How much fits.
    package enum Form: Sendable, Hashable {
        /// All three lists and the detail.
        case wide
        /// One list above the detail; the other lists are tabs in its frame.
        case stacked
        /// One pane at a time.
        case single
        /// One line that says how things are.
        case line
    }

    package let form: Form
    package let header: Rect
    package let footer: Rect
    /// The frames of the panes that are shown.
    package let panes: [Pane: Rect]
    /// The border between the lists and the detail, which can be moved: two columns, or two rows; nil where there is none.
    package let split: Rect?

    /// 120 columns and more show all; 80 to 119 a list and the detail; 40 to 79 one pane; less than 40×8 one line.
    ///
    /// With jobs, a list of them is among the others: beside the Worlds and the Models where that leaves each wide
    /// enough, else beneath them. A list that `fillsLeft` has the whole left side for itself. `splits` says where a person
    /// put the border before the detail.
    package init(
        size: Size, focus: Pane, listFocus: Pane, hasJobs: Bool = false, fillsLeft: Bool = false,
        splits: Splits = Splits()
    ) {
        let bounds = Rect(size)
        guard size.columns >= 40, size.rows >= 8 else {
            (form, header, footer, panes, split) = (.line, bounds.splitTop(1).top, .zero, [:], nil)
            return
        }
        let (top, belowTop) = bounds.splitTop(1)
        let (body, bottom) = belowTop.splitBottom(1)
        (header, footer) = (top, bottom)
        if size.columns >= 120, body.rows >= 14 {
            form = .wide
            let (left, right) = body.splitLeft(splits.columns(of: body.columns))
            let lists = fillsLeft ? [listFocus: left] : hasJobs ? Self.listsWithJobs(left) : Self.lists(left)
            panes = lists.merging([.detail: right]) { $1 }
            split = Rect(column: right.column - 1, row: body.row, columns: 2, rows: body.rows)
        } else if size.columns >= 80, body.rows >= 14 {
            form = .stacked
            let (list, detail) = body.splitTop(splits.rows(of: body.rows, isDetailFocused: focus == .detail))
            panes = [listFocus: list, .detail: detail]
            split = Rect(column: body.column, row: detail.row - 1, columns: body.columns, rows: 2)
        } else {
            form = .single
            (panes, split) = ([focus == .detail ? .detail : listFocus: body], nil)
        }
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

    /// How many rows a list shows; 0 for one that is not shown.
    func rowCount(of pane: Pane) -> Int {
        max(0, (panes[pane]?.rows ?? 0) - 2)
    }
}

extension Rect {
    static let zero = Rect(column: 0, row: 0, columns: 0, rows: 0)
}

extension State {
    /// The layout of the present size and focus.
    package var layout: Layout {
        Layout(
            size: size, focus: focus, listFocus: listFocus, hasJobs: jobPane != nil,
            fillsLeft: listFocus.resourceKind.map(sheets.contains) == true, splits: splits)
    }
}
