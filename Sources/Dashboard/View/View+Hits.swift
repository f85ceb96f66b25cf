import MintDomain
import TerminalCore
import Theming

/// The mouse targets of a frame that differ from a drawn area.
extension Painter {
    /// Adds the panes, and above them the border between the lists and the detail.
    mutating func paneHits(_ layout: Layout) {
        for pane in Pane.allCases {
            if let area = layout.panes[pane] { hits.add(.pane(pane), area) }
        }
        if let split = layout.split { hits.add(.split, split) }
    }

    /// Adds the list names in the frame of the visible list.
    mutating func listTitleHits(_ title: StyledLine, _ panes: [Pane], _ area: Rect) {
        var parts: [[StyledLine.Span]] = [[]]
        for span in title.spans {
            if span.role == .border { parts.append([]) } else { parts[parts.count - 1].append(span) }
        }
        // Without space for all names, only the current one is there.
        guard parts.count == panes.count else { return }
        var column = area.column + 2
        for (pane, part) in zip(panes, parts) {
            let columns = StyledLine(part).columns
            hits.add(.pane(pane), Rect(column: column, row: area.row, columns: columns, rows: 1))
            column += columns + 1
        }
    }

    mutating func tabHits(_ title: StyledLine, _ tabs: [DetailTab], _ area: Rect) {
        var (column, rest) = (area.column + 2, tabs[...])
        // The name before the tabs may equal one of theirs, so the search starts at the right.
        for span in title.spans.dropLast(max(0, 2 * tabs.count - 1)) { column += span.text.columns }
        for span in title.spans.suffix(max(0, 2 * tabs.count - 1)) {
            if span.role != .border, let tab = rest.popFirst() {
                hits.add(.tab(tab), Rect(column: column, row: area.row, columns: span.text.columns, rows: 1))
            }
            column += span.text.columns
        }
    }

    /// Adds a line of the Assets tab, if it belongs to a file.
    mutating func fileHit(_ position: Int, _ state: State, _ area: Rect) {
        guard let subject = state.currentSubject, state.selectedAssets.indices.contains(position) else { return }
        hits.add(.file(AssetRef(subject: subject, asset: state.selectedAssets[position]).id), area)
    }

    /// Adds the target of the counter of rows that need a decision.
    mutating func counterHit(_ line: StyledLine, _ state: State, _ area: Rect) {
        guard state.operations.counts.waiting > 0 else { return }
        let glyph = StatusAppearance(.previewReady).glyph.string
        var column = area.column
        for (index, span) in line.spans.enumerated() {
            if span.text.string.contains(glyph), column < area.endColumn {
                let word = line.spans.dropFirst(index + 1).first.map(\.text.columns) ?? 0
                let place = Rect(column: column, row: area.row, columns: span.text.columns + word, rows: 1)
                return hits.add(.command(.reviewDesk, state.hitContext), place)
            }
            column += span.text.columns
        }
    }

    /// Adds the target of the pause notice.
    mutating func pauseHit(_ line: StyledLine, _ state: State, column: Int, row: Int) {
        guard state.paused != nil, let chip = line.spans.first else { return }
        hits.add(
            .command(.pause, state.hitContext), Rect(column: column, row: row, columns: chip.text.columns, rows: 1))
    }

    /// Adds the target of a key in the footer.
    mutating func hintHit(_ key: SafeText, _ state: State, _ area: Rect) {
        guard let command = state.setup.keyMap.command(shownAs: key, in: state.keyScope) else { return }
        hits.add(.command(command, state.hitContext), area)
    }

    /// Adds the undo key, if the footer shows it.
    mutating func messageHits(_ message: StyledLine, _ state: State, columns: Int, _ footer: Rect) {
        guard state.overlays.notice == nil, let index = message.spans.firstIndex(where: { $0.role == .keyHint }) else {
            return
        }
        let before = message.spans[..<index].reduce(0) { $0 + $1.text.columns }
        let start = footer.endColumn - 1 - columns + before
        let place = Rect(column: start, row: footer.row, columns: columns - before, rows: 1)
        hits.add(.command(.undo, state.hitContext), place)
    }
}

/// The targets of dialogs.
extension Painter {
    /// Adds a box and the keys named in its lower edge.
    mutating func boxHits(_ area: Rect, foot: StyledLine?) {
        dialogHit({ .dialog($0) }, area)
        guard let foot, foot.columns <= area.columns - 4 else { return }
        keyHits(foot, column: area.endColumn - 2 - foot.columns, row: area.endRow - 1)
    }

    /// Adds a part of the dialog being drawn.
    mutating func dialogHit(_ target: (DialogMark) -> HitTarget, _ area: Rect) {
        if let dialogMark { hits.add(target(dialogMark), area) }
    }

    /// Adds the keys named in a line, each with the following words.
    mutating func keyHits(_ line: StyledLine, column: Int, row: Int) {
        var column = column
        for (index, span) in line.spans.enumerated() {
            if span.role == .keyHint, let key = Key(hint: span.text) {
                let words = line.spans.dropFirst(index + 1).first.map(\.text.columns) ?? 0
                let place = Rect(column: column, row: row, columns: span.text.columns + words, rows: 1)
                dialogHit({ .key($0, key) }, place)
            }
            column += span.text.columns
        }
    }
}

extension Key {
    /// The key named by a hint in a dialog; nil for several keys.
    fileprivate init?(hint: SafeText) {
        let text = hint.string.trimming { $0 == " " }
        switch text {
        case "Esc": self = Key(.escape)
        case "Enter": self = Key(.enter)
        case "Tab": self = Key(.tab)
        case _ where text.hasPrefix("Ctrl-") && text.count == 6:
            self = .control(text[text.index(before: text.endIndex)])
        default:
            guard text.count == 1, let character = text.first else { return nil }
            self = .character(character)
        }
    }
}

extension String {
    fileprivate func trimming(_ isAir: (Character) -> Bool) -> String {
        String(drop(while: isAir).reversed().drop(while: isAir).reversed())
    }
}
