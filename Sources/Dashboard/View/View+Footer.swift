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
        if let item = state.decisions.outbox.last(where: \.isOwn) ?? state.decisions.outbox.last {
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
        switch item.phase {
        case .held(let until):
            return StyledLine([
                .init(SafeText("held: ") + name + " ", .warning), .init(times.until(until), .heading),
                .init(undo, .keyHint), .init(" undo", .secondary),
            ])
        case .offered:
            return StyledLine([
                .init(SafeText("left over: ") + name, .warning), .init(undo, .keyHint), .init(" drop", .secondary),
            ])
        case .sending: return StyledLine(SafeText("◌ sending: ") + name, .statusQueued)
        case .elsewhere(let process, let isHeld):
            let place = OutboxItem.place(of: process)
            return StyledLine(place + (isHeld ? " holds: " : " sends: ") + name, .statusQueued)
        case .waiting(let reason, let nextTry):
            return StyledLine([
                .init("\(name): \(reason)", .warning),
                .init(SafeText("  again in ") + times.until(nextTry), .secondary),
            ])
        }
    }
}

extension State {
    /// The footer keys, most useful first: those of the selection, then the general ones.
    var hints: [(key: SafeText, title: SafeText)] {
        if let ways = continuationHints { return ways }
        if let hints = typingHints { return hints }
        if overlays.viewer != nil || overlays.desk != nil {
            let start = overlays.viewer.map { $0.movementHints(setup.keyMap) } ?? []
            return start
                + (overlays.viewer != nil ? viewerHints : deskHints).compactMap { setup.keyMap[$0] }.compactMap {
                    binding in
                    binding.keys.first.map { ($0.name, binding.command == .quit ? "back" : binding.title) }
                }
        }
        var commands: [Command] = decisions.outbox.contains(where: \.isHere) ? [.undo] : []
        let isBulk = tracked(focus)?.marks.isEmpty == false
        if !isBulk, clearingTitle != nil { commands.append(.back) }
        if isBulk {
            commands += [.back] + (isReadOnly ? [] : focus == .jobs ? [.message] : bulkCommands)
        } else if !isReadOnly, listFocus == .jobs {
            if refusal(toRun: .message) == nil { commands.append(.message) }
        } else if !isReadOnly {
            if let row = selectedOperation {
                commands += Verb.aboutOperation.filter { refusal(of: $0, row) == nil }.map(\.command)
            }
        }
        if refusal(toRun: .open) == nil, !isBulk || listFocus != .jobs { commands.append(.open) }
        let hasLink = selectedFile != nil || (listFocus == .jobs && !openable.isEmpty)
        if hasLink, !isBulk { commands.append(.copy) }
        if !isBulk, !isReadOnly { commands += Verb.aboutResource.filter(isPossible).map(\.command) }
        if focus == .detail, detail.tab == .assets {
            commands += [.download, .stopDownload, .downloadAll].filter { refusal(toRun: $0) == nil }
        }
        if !isBulk, refusal(toRun: .look) == nil { commands.append(.look) }
        if focus == .detail { commands += keyScope == .search ? [.nextMatch] : [.nextTab, .back] }
        if !isBulk, focus == .operations, operations.counts.waiting > 0 { commands.append(.reviewDesk) }
        if focus.resourceKind != nil { commands.append(.sheet) }
        if layout.form != layout.room { commands.append(.enlarge) }
        if !isReadOnly { commands.append(.create) }
        if focus != .detail { commands.append(.filter) }
        commands += [.palette, .help, .quit]
        if focus != .detail, currentSubject != nil, layout.form != .wide { commands.append(.drillIn) }
        if focus.resourceKind.map({ resources($0).hasMore }) == true { commands.append(.nextServerPage) }
        commands.append(.refresh)
        if let list = tracked(focus), list.rows.count > 0, !isReadOnly { commands.append(.mark) }
        return commands.compactMap { setup.keyMap[$0] }.compactMap { binding in
            binding.keys.first.map { key in
                let clearing = binding.command == .back ? clearingTitle : nil
                return (key.name, isBulk ? bulkTitle(binding) : clearing ?? binding.title)
            }
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

    /// The effect of Esc on the filter or the search, if any.
    private var clearingTitle: SafeText? {
        if focus == .detail { return keyScope == .search ? "end search" : nil }
        guard let standing = standing(focus), standing.isNarrowed else { return nil }
        return standing.filter.isEmpty ? "show all" : "clear filter"
    }

    private func bulkTitle(_ binding: KeyBinding) -> SafeText {
        switch binding.command {
        case let command where command.verb?.input == Verb.Input.none: "\(binding.title) marked"
        case .message: "message marked"
        case .back: "unmark \(tracked(focus)?.marks.count ?? 0)"
        default: binding.title
        }
    }

    /// The decisions that some marked operations allow; with many marks, only a part is checked.
    private var bulkCommands: [Command] {
        let limit = 100
        let rows = marks.some(limit).compactMap { operations[id: $0] }
        return Verb.withoutInput.filter { verb in
            marks.count > limit || rows.contains { allows(verb, $0) }
        }.map(\.command)
    }

    private func isPossible(_ verb: Verb) -> Bool {
        if case .found = target(of: verb) { true } else { false }
    }
}

extension State {
    /// The available keys of the review screen.
    private var deskHints: [Command] {
        var commands: [Command] = decisions.outbox.contains(where: \.isHere) ? [.undo] : []
        if !isReadOnly, let row = selectedOperation, overlays.desk.map({ $0.earlier == nil || $0.isComparing }) == true
        {
            commands += Verb.aboutOperation.filter { refusal(of: $0, row) == nil }.map(\.command)
        }
        let queue = reviewQueue
        if queue.contains(where: { $0 != overlays.desk?.current }) { commands.append(.nextWaiting) }
        commands += [.flicker, .compare].filter { refusal(toRun: $0) == nil } + [.quit, .help]
        return commands + [.editFeedback, .earlierPreview, .laterPreview, .open].filter { refusal(toRun: $0) == nil }
    }

    private var viewerHints: [Command] {
        guard let viewer = overlays.viewer else { return [] }
        guard viewer.failure == nil else {
            return (viewer.files.count > 1 ? [.otherFile] : []) + [.refresh, .open, .download, .quit, .help]
        }
        var commands: [Command] = [.autoTurn]
        if viewer.file.kind == .mesh { commands += [.wireframe, .light, .textures] }
        if viewer.files.count > 1 { commands.append(.otherFile) }
        return commands + [.resetView, .quit, .help, .download]
    }
}

extension Viewer {
    /// The keys that move the view, grouped as on the keyboard.
    fileprivate func movementHints(_ keyMap: KeyMap) -> [(key: SafeText, title: SafeText)] {
        guard failure == nil else { return [] }
        func names(_ commands: [Command]) -> SafeText {
            SafeText(commands.compactMap { keyMap[$0]?.keys.first?.name.string }.joined())
        }
        return [
            (names([.turnLeft, .turnDown, .turnUp, .turnRight]), file.kind == .mesh ? "turn" : "look"),
            (names([.zoomIn, .zoomOut]), "zoom"),
        ]
    }
}
