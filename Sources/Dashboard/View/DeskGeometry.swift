import TerminalCore

/// The layout of the review: the picture as large as possible, with the text to its right, or below if narrow.
struct DeskGeometry: Sendable {
    let frame: Rect
    let picture: Rect
    let text: Rect
    let isBeside: Bool
    /// The two pictures of a comparison, without their captions.
    let sides: (left: Rect, right: Rect)
    /// The areas of the captions of a comparison.
    let captions: (left: Rect, right: Rect)

    init(_ state: State) {
        self.init(size: state.size, isComparing: state.overlays.desk?.isComparing == true)
    }

    init(size: Size, isComparing: Bool) {
        frame = Rect(size).splitTop(1).rest.splitBottom(1).rest
        let inside = frame.inset(columns: 1, rows: 1)
        isBeside = size.columns >= 56
        if isBeside, !isComparing {
            // A square picture is twice as wide in cells as high, so there is space to its right.
            let wanted = max(24, min(52, inside.columns - inside.rows * 2 - 3))
            let (left, right) = inside.splitLeft(inside.columns - min(wanted, inside.columns * 45 / 100))
            picture = left.inset(columns: 1, rows: 0)
            text = Rect(
                column: right.column + 1, row: right.row, columns: max(0, right.columns - 2), rows: right.rows)
        } else {
            let rows = isComparing ? min(4, inside.rows / 4) : min(7, inside.rows / 3)
            let (top, bottom) = inside.splitBottom(rows)
            picture = top.inset(columns: 1, rows: 0)
            text = bottom.inset(columns: 1, rows: 0)
        }
        let (upper, caption) = picture.splitBottom(1)
        let half = (picture.columns - 2) / 2
        func right(_ area: Rect) -> Rect {
            Rect(column: area.endColumn - half, row: area.row, columns: half, rows: area.rows)
        }
        sides = (upper.splitLeft(half).left, right(upper))
        captions = (caption.splitLeft(half).left, right(caption))
    }
}
