import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the available keys, and notices at the right.
    mutating func footer(_ state: State, _ area: Rect) {
        guard !area.isEmpty else { return }
        let message = footerMessage(state)
        // A permanent message leaves space for keys; a notice disappears by itself.
        let widest = state.overlays.notice == nil ? area.columns * 2 / 3 : area.columns - 2
        // Success notices are truncated.
        if let message, let notice = state.overlays.notice, notice.kind != .success, message.columns > widest,
            area.row > 0
        {
            return longNotice(message, area)
        }
        let messageColumns = min(message?.columns ?? 0, widest)
        if let message {
            draw(
                message, column: area.endColumn - 1 - messageColumns, row: area.row, limit: messageColumns)
            messageHits(message, state, columns: messageColumns, area)
        }
        var column = area.column + 1
        let end = area.endColumn - 1 - (messageColumns > 0 ? messageColumns + 2 : 0)
        for (key, title) in state.hints {
            let line = StyledLine([.init(key, .keyHint), .init(title.isEmpty ? "" : " " + title, .secondary)])
            guard column + line.columns <= end else { continue }
            hintHit(key, state, Rect(column: column, row: area.row, columns: line.columns, rows: 1))
            column += draw(line, column: column, row: area.row, limit: line.columns) + 2
        }
    }

    /// Draws a long notice over the frame's edge above too. It never takes more, because the next row may have the
    /// cursor.
    private mutating func longNotice(_ notice: StyledLine, _ area: Rect) {
        let (room, role) = (area.columns - 2, notice.spans.first?.role ?? .text)
        let lines = SafeText.wrapped(notice.plainText, columns: room)
        // The remaining text is cut with an ellipsis.
        let last = lines.count > 2 ? lines[1] + " " + lines[2] : lines[lines.count - 1]
        for (row, line) in [last, lines[0]].prefix(lines.count).enumerated() {
            let place = Rect(column: area.column, row: area.row - row, columns: area.columns, rows: 1)
            canvas.fill(place, theme.background)
            draw(StyledLine(line.clipped(to: room), role), column: place.column + 1, row: place.row, limit: room)
        }
    }

    private mutating func footerMessage(_ state: State) -> StyledLine? {
        if let notice = state.overlays.notice {
            switch notice.kind {
            case .success: return StyledLine(SafeText("✔ ") + notice.text, .success)
            case .warning: return StyledLine(SafeText("! ") + notice.text, .warning)
            case .error: return StyledLine(SafeText("✖ ") + notice.text, .error)
            }
        }
        if let item = state.decisions.outbox.last(where: { $0.otherPlace == nil }) ?? state.decisions.outbox.last {
            return outboxMessage(item, state)
        }
        if state.decisions.startsInFlight > 0 { return StyledLine("◌ sending what is new…", .statusQueued) }
        if let problem = state.storeProblem { return StyledLine(SafeText("✖ ") + problem, .error) }
        if case .retrying(let problem, _, _) = state.mint.link { return StyledLine(SafeText(problem.sentence), .error) }
        return nil
    }
}

extension Painter {
    /// Returns the state of the newest unsettled decision.
    private mutating func outboxMessage(_ item: OutboxItem, _ state: State) -> StyledLine {
        let (count, together) = (state.decisions.outbox.count, state.stroke(of: item).count)
        let undo = SafeText("  ") + state.keyName(.undo)
        let object = item.mutation.objectID.map { " \($0)" } ?? item.mutation.newObject
        let more = count > 1 ? " (+\(count - 1))" : ""
        let name: SafeText =
            together > 1
            ? "\(item.mutation.verb) \(together) \(item.mutation.isOfJob ? "jobs" : "operations")"
            : "\(item.mutation.verb)\(object)\(more)"
        if let until = item.heldUntil {
            return StyledLine([
                .init(SafeText("held: ") + name + " ", .warning), .init(times.until(until), .heading),
                .init(undo, .keyHint), .init(" undo", .secondary),
            ])
        }
        if item.isLeftOver {
            return StyledLine([
                .init(SafeText("left over: ") + name, .warning), .init(undo, .keyHint), .init(" drop", .secondary),
            ])
        }
        if let place = item.otherPlace {
            return StyledLine(place + (item.isHeld ? " holds: " : " sends: ") + name, .statusQueued)
        }
        if let (reason, nextTry) = item.retry {
            return StyledLine([
                .init("\(name): \(reason)", .warning),
                .init(SafeText("  again in ") + times.until(nextTry), .secondary),
            ])
        }
        return StyledLine(SafeText("◌ sending: ") + name, .statusQueued)
    }
}

extension State {
    /// The footer keys, most useful first: those of the selection, then the general ones.
    var hints: [(key: SafeText, title: SafeText)] {
        if let ways = continuationHints { return ways }
        if let hints = typingHints { return hints }
        let movement = overlays.viewer.map { $0.movementHints(setup.keyMap) } ?? []
        return movement
            + Command.offered(in: self).compactMap { command, title in
                setup.keyMap[command].keys.first.map { ($0.name, title) }
            }
    }

    /// The keys of the open input line or list menu; nil if there is none.
    private var typingHints: [(key: SafeText, title: SafeText)]? {
        if let line = filterLine {
            let move: [(SafeText, SafeText)] = line.pane == .detail ? [] : [("↑↓", "move")]
            return [("Enter", "keep"), ("Esc", line.before.isEmpty ? "clear" : "as before")] + move
        }
        return listMenu == nil ? nil : [("Enter", "keep"), ("Esc", "as before"), ("j k", "choose")]
    }
}

extension Viewer {
    /// The keys that move the view, grouped as on the keyboard.
    fileprivate func movementHints(_ keyMap: KeyMap) -> [(key: SafeText, title: SafeText)] {
        guard failure == nil else { return [] }
        func names(_ commands: [Command]) -> SafeText {
            SafeText(commands.compactMap { keyMap[$0].keys.first?.name.string }.joined())
        }
        return [
            (names([.turnLeft, .turnDown, .turnUp, .turnRight]), file.kind == .mesh ? "turn" : "look"),
            (names([.zoomIn, .zoomOut]), "zoom"),
        ]
    }
}
