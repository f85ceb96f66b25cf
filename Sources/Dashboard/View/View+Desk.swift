import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    mutating func desk(_ desk: ReviewDesk, _ state: State) {
        let geometry = DeskGeometry(state)
        frame(
            geometry.frame, title: deskTitle(desk, state), note: deskNote(desk, state, geometry),
            role: .borderFocused)
        hits.add(.desk, geometry.frame)
        guard let id = desk.current, let row = state.operations[id: id] else {
            return emptyDesk(state, geometry.frame.inset(columns: 1, rows: 1))
        }
        if let cameAt = desk.cameAt { times.expect(cameAt.addingTimeInterval(arrivalSeconds)) }
        if desk.isComparing {
            comparison(id, row, state, geometry)
        } else {
            let request = state.deskPicture(of: id, earlier: desk.earlier, size: geometry.picture.size, .desk)
            let absence: SafeText = desk.earlier == nil ? state.pictureAbsence : "This picture was not kept."
            picture(request, state, in: geometry.picture, absence: absence)
        }
        let content = DeskText.content(desk, row, state, columns: geometry.text.columns, times: times)
        times.merge(content.times)
        draw(content.lines.dropFirst(desk.offset), in: geometry.text)
        if geometry.isBeside, !desk.isComparing { more(content.lines.count, desk.offset, geometry.text) }
    }

    /// Shows in the lower edge that the text continues.
    private mutating func more(_ count: Int, _ offset: Int, _ area: Rect) {
        guard count > area.rows else { return }
        let text: SafeText = " \(offset + 1)–\(min(count, offset + area.rows)) / \(count) "
        canvas.writeRight(text, endColumn: area.endColumn, row: area.endRow, style: style(.secondary))
    }

    private mutating func deskTitle(_ desk: ReviewDesk, _ state: State) -> StyledLine {
        var title = StyledLine(" Review ", .titleFocused)
        let queue = state.reviewQueue
        guard let first = queue.first else { return title }
        title.append("─ ", .border)
        if let position = desk.current.flatMap(queue.firstIndex(of:)) {
            title.append("\(position + 1) of \(queue.count)", .heading)
        } else {
            title.append("\(queue.count) waiting", .heading)
        }
        let row = state.operations[id: first]
        if let since = row?.operation?.updatedAt.map(times.local) ?? row?.trackedAt {
            title.append(SafeText(", oldest ") + times.running(since: since), .secondary)
        }
        title.append(" ", .secondary)
        return title
    }

    /// Returns the position of the shown preview.
    private func deskNote(_ desk: ReviewDesk, _ state: State, _ geometry: DeskGeometry) -> StyledLine? {
        guard let id = desk.current else { return nil }
        let count = state.earlierPreviews.count + 1
        var note = StyledLine()
        if geometry.frame.columns >= 76 { note.append(" \(id.rawValue) ", .secondary) }
        guard count > 1 else { return note.spans.isEmpty ? nil : note }
        if !note.spans.isEmpty { note.append("─", .border) }
        if desk.isComparing {
            note.append(" compare ", .heading)
        } else if let earlier = desk.earlier {
            note.append(" earlier preview \(earlier + 1) of \(count) ", .chip)
        } else {
            note.append(" preview \(count) of \(count) ", .heading)
        }
        return note
    }

    private mutating func comparison(
        _ id: OperationID, _ row: TrackedOperation, _ state: State, _ geometry: DeskGeometry
    ) {
        let earlier = state.comparedPreview
        let left = earlier.flatMap {
            state.deskPicture(of: id, earlier: $0, size: geometry.sides.left.size, .comparison)
        }
        picture(
            left, state, in: geometry.sides.left,
            absence: earlier == nil ? "There is no earlier preview." : "This picture was not kept.")
        let right = state.deskPicture(of: id, earlier: nil, size: geometry.sides.right.size, .comparison)
        picture(right, state, in: geometry.sides.right, absence: state.pictureAbsence)
        for row in geometry.picture.row..<geometry.picture.endRow {
            let middle = (geometry.sides.left.endColumn + geometry.sides.right.column) / 2
            canvas.write(borders.vertical, column: middle, row: row, style: style(.border))
        }
        let count = state.earlierPreviews.count + 1
        if let earlier {
            captionLine(StyledLine("\(earlier + 1) of \(count), earlier", .secondary), in: geometry.captions.left)
        }
        captionLine(StyledLine("\(count) of \(count), the present one", .heading), in: geometry.captions.right)
    }

    private mutating func captionLine(_ line: StyledLine, in area: Rect) {
        let column = area.column + max(0, (area.columns - line.columns) / 2)
        draw(line, column: column, row: area.row, limit: area.columns)
    }

    private mutating func emptyDesk(_ state: State, _ area: Rect) {
        let working = state.operations.counts.running + state.operations.counts.queued
        var lines = [StyledLine("✔ No operation needs a decision.", .success), .empty]
        if working > 0 {
            let plural = working == 1 ? "operation is" : "operations are"
            lines.append(StyledLine("\(working) \(plural) at work; what needs you comes here by itself.", .secondary))
        } else {
            lines.append(StyledLine("Operations that need a decision appear here.", .secondary))
        }
        let decided = state.decisions.outbox.filter(\.isHere).count
        if decided > 0 { lines += [.empty, hint(state.keyName(.undo), "takes back the newest decision that is held")] }
        lines += [.empty, hint(state.keyName(.quit), "back to the lists")]
        centered(lines, in: area)
    }
}

/// The text of the review screen, for drawing and counting.
enum DeskText {
    static func lines(of state: State, columns: Int) -> [StyledLine] {
        guard let desk = state.overlays.desk, let row = desk.current.flatMap({ state.operations[id: $0] }) else {
            return []
        }
        let times = TimeTexts(now: state.now, timeZone: .gmt, serverClock: state.mint.clock)
        return content(desk, row, state, columns: columns, times: times).lines
    }

    static func content(
        _ desk: ReviewDesk, _ row: TrackedOperation, _ state: State, columns: Int, times: TimeTexts
    ) -> DetailContent {
        desk.isComparing
            ? DetailContent(comparisonAt: desk, row, state, columns: columns, times: times)
            : DetailContent(desk: desk, row, state, columns: columns, times: times)
    }
}
