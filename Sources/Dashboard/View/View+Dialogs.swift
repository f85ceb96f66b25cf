import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws the dialogs over the panes, each over the previous one.
    mutating func dialogs(_ state: State) {
        guard let top = state.overlays.dialogs.last else { return }
        cursor = nil
        hits.cover()
        // Covered content must not be clickable.
        canvas.links = []
        dialogMark = state.dialogMark
        // The palette leaves the panes visible, because its commands are about them.
        if case .palette(let palette) = top, top.fits(state.size) { return self.palette(palette, state) }
        if case .filter(let line) = top, top.fits(state.size) { return filterLine(line, state) }
        if case .list(let menu) = top, top.fits(state.size) { return listMenu(menu, state) }
        canvas.restyle(canvas.bounds) { style in
            var style = style
            style.attributes.insert(.dim)
            return style
        }
        guard top.fits(state.size) else { return tooSmall() }
        switch top {
        case .confirmation(let confirmation): confirm(confirmation, state)
        case .bulk(let bulk): self.bulk(bulk, state)
        case .text(let form): text(form, state)
        case .creation(let form): creation(form, state)
        case .model(let form): model(form, state)
        case .menu(let menu): openMenu(menu, state)
        case .help(let page): help(page, state)
        case .requestLog(let page): requestLog(page, state)
        case .leftovers(let leftovers): self.leftovers(leftovers, state)
        case .arming(let arming): self.arming(arming, state)
        case .palette(let palette): self.palette(palette, state)
        case .existing(let existing): self.existing(existing, state)
        case .welcome: welcome(state)
        case .copy(let menu): copyMenu(menu, state)
        case .selectable(let text): selectable(text, state)
        case .filter(let line): filterLine(line, state)
        case .list(let menu): listMenu(menu, state)
        }
    }

    private mutating func tooSmall() {
        canvas.fill(canvas.bounds, theme[.overlay])
        let lines = SafeText.wrapped("Too small for this: enlarge, or Esc", columns: canvas.size.columns)
        for (row, line) in lines.prefix(canvas.size.rows).enumerated() {
            canvas.write(line, column: 0, row: row, style: style(.warning, on: .overlay))
        }
    }

    /// Clears a centered box and draws its frame; returns the inside without a column of padding.
    mutating func box(
        _ size: Size, title: SafeText, state: State, foot: StyledLine? = nil, isDanger: Bool = false
    ) -> Rect {
        let area = canvas.bounds.centered(Size(columns: size.columns + 4, rows: size.rows + 2))
        canvas.fill(area, theme[.overlay])
        boxArea = area
        let role: Role = isDanger ? .dialogDanger : .dialogBorder
        let head = StyledLine([.init(" \(title) ", isDanger ? .dialogDanger : .titleFocused)])
        let badge = state.badgeLine(columns: area.columns - 5 - head.columns)
        frame(area, title: head, note: badge, foot: foot, role: role, on: .overlay)
        boxHits(area, foot: foot)
        return area.inset(columns: 2, rows: 1)
    }

    /// Draws right-aligned buttons in a row.
    mutating func buttons(_ buttons: [(title: SafeText, isFocused: Bool)], in area: Rect, row: Int) {
        let total = buttons.reduce(0) { $0 + $1.title.columns + 4 } + 2 * (buttons.count - 1)
        var column = max(area.column, area.endColumn - total)
        for (index, button) in buttons.enumerated() {
            let style = theme[button.isFocused ? .buttonFocused : .button]
            // In themes where buttons have no background of their own, brackets mark them.
            let isBare = style.background == theme[.overlay].background && !style.attributes.contains(.reverse)
            let text: SafeText = isBare ? "[ \(button.title) ]" : "  \(button.title)  "
            dialogHit({ .button($0, index) }, Rect(column: column, row: row, columns: text.columns, rows: 1))
            column += canvas.write(text, column: column, row: row, style: style) + 2
        }
    }

    private mutating func confirm(_ confirmation: Confirmation, _ state: State) {
        let columns = min(64, canvas.size.columns - 4)
        let row = confirmation.mutation.operationID.flatMap { state[id: $0] }
        let verb = confirmation.mutation.verb
        let object = confirmation.mutation.objectID ?? ""
        var lines = [
            StyledLine([.init(SafeText(verb.confirmation?.question ?? "") + " ", .text), .init("\(object)?", .heading)])
        ]
        lines.append(.empty)
        if let row {
            let look = StatusAppearance(row)
            lines.append(
                StyledLine([
                    .init(look.glyph + " " + look.word, look.role),
                    .init("   \(row.operation?.kind.longName ?? "operation")", .secondary),
                    .init(confirmation.mutation.preview.map { " · preview \($0.number)" } ?? "", .secondary),
                ]))
            lines += SafeText.wrapped(row.title.string, columns: columns).prefix(3).map { StyledLine($0, .text) }
            lines.append(.empty)
        }
        let rejection =
            row.flatMap { state.refusal(of: verb, $0) }
            ?? confirmation.mutation.resource.flatMap { state.refusal(of: verb, $0) }
        let decided = confirmation.mutation.preview
        let isOther = row.flatMap { row in decided.map { state.isReplaced($0, of: row.id) } } ?? false
        let otherPreview: SafeText? = isOther ? "It has another preview now: go back and look at it first." : nil
        let refusal = otherPreview ?? rejection
        let note = refusal ?? SafeText(verb.confirmation?.consequence ?? "")
        lines += SafeText.wrapped(note.string, columns: columns).map {
            StyledLine($0, refusal == nil ? .secondary : .warning)
        }
        let isDanger = verb == .cancel
        let area = box(
            Size(columns: columns, rows: lines.count + 2), title: verb.title, state: state, isDanger: isDanger)
        draw(lines, in: area, on: .overlay)
        buttons(
            [
                ("Back  Esc", !confirmation.isConfirmFocused),
                ("\(SafeText(verb.confirmation?.button ?? "").string)  y", confirmation.isConfirmFocused),
            ], in: area, row: area.endRow - 1)
    }

    private mutating func openMenu(_ menu: OpenMenu, _ state: State) {
        let widest = menu.entries.map { SafeText($0.name).columns + SafeText($0.url).columns + 6 }.max() ?? 0
        let columns = min(max(48, widest), canvas.size.columns - 8)
        let rows = min(menu.entries.count, max(1, canvas.size.rows - 6))
        let foot = StyledLine([
            .init(" Enter", .keyHint), .init(" opens  ", .secondary), .init("Esc", .keyHint),
            .init(" back ", .secondary),
        ])
        let area = box(
            Size(columns: columns, rows: rows), title: "Open a file of \(menu.title)", state: state, foot: foot)
        let offset = max(0, menu.selected - area.rows + 1)
        let nameColumns = min(20, (menu.entries.map { SafeText($0.name).columns }.max() ?? 0) + 2)
        for (index, entry) in menu.entries.dropFirst(offset).prefix(area.rows).enumerated() {
            let isSelected = offset + index == menu.selected
            let line = Rect(column: area.column - 1, row: area.row + index, columns: area.columns + 2, rows: 1)
            let surface = selectionSurface(isSelected, isFocused: true, line) ?? .overlay
            dialogHit({ .entry($0, offset + index) }, line)
            let name = SafeText(entry.name).clipped(to: nameColumns - 1)
            canvas.write(name, column: area.column, row: line.row, style: style(.text, on: surface))
            let columns = canvas.write(
                SafeText(entry.url), column: area.column + nameColumns, row: line.row,
                limit: area.columns - nameColumns,
                style: style(.link, on: surface))
            link(entry.url, column: area.column + nameColumns, row: line.row, columns: columns)
        }
    }

    private mutating func leftovers(_ leftovers: Leftovers, _ state: State) {
        let items = state.decisions.outbox.filter(\.isHere)
        let columns = min(66, canvas.size.columns - 4)
        let count: SafeText = items.count == 1 ? "1 decision has" : "\(items.count) decisions have"
        guard !items.isEmpty else {
            let lines = [
                StyledLine("No unsent decision is left."), .empty,
                StyledLine([.init("Esc", .keyHint), .init(" close", .text)]),
            ]
            let area = box(Size(columns: columns, rows: lines.count), title: title(leftovers), state: state)
            return draw(lines, in: area, on: .overlay)
        }
        var lines = [StyledLine("\(count) not been sent:"), .empty]
        let room = max(1, canvas.size.rows - 10)
        for item in items.prefix(room) {
            let object = state.name(of: item.mutation).clipped(to: max(12, columns - 12))
            lines.append(StyledLine([.init("  \(item.mutation.verb) ", .warning), .init(object, .heading)]))
            if let change = state.change(since: item.mutation) {
                let parts = SafeText.wrapped(change.string, columns: columns - 4)
                lines += parts.map { StyledLine("    " + $0, .secondary) }
            }
        }
        if items.count > room { lines.append(StyledLine("  and \(items.count - room) more", .secondary)) }
        lines.append(.empty)
        var choices = StyledLine()
        if !state.isReadOnly { choices.spans += [.init("s", .keyHint), .init(" send now   ", .text)] }
        choices.spans += [.init("k", .keyHint), .init(" keep for next time   ", .text)]
        choices.spans += [.init("d", .keyHint), .init(" drop   ", .text)]
        if leftovers.ending != nil { choices.spans += [.init("Esc", .keyHint), .init(" stay", .text)] }
        lines.append(choices)
        let area = box(Size(columns: columns, rows: lines.count), title: title(leftovers), state: state)
        draw(lines, in: area, on: .overlay)
        keyHits(choices, column: area.column, row: area.row + lines.count - 1)
    }

    private func title(_ leftovers: Leftovers) -> SafeText {
        switch leftovers.ending {
        case .quit?: "Quit"
        case .profile(let name)?: "Go on with \(name)"
        case nil: "Left over from the last time"
        }
    }
}

extension Painter {
    private mutating func arming(_ arming: Arming, _ state: State) {
        let columns = min(64, canvas.size.columns - 4)
        let name = SafeText(state.badge.name)
        var lines = [
            StyledLine([.init("Allow changes on ", .text), .init(name, .heading), .init("?", .text)]), .empty,
            StyledLine([.init("Server  ", .secondary), .init(SafeText(state.badge.origin), .text)]), .empty,
        ]
        let note = "Until the end of this session, or :disarm, decisions made here are real and cost Credits."
        lines += SafeText.wrapped(note, columns: columns).map { StyledLine($0, .secondary) }
        let area = box(
            Size(columns: columns, rows: lines.count + 2), title: "Arm", state: state, isDanger: true)
        draw(lines, in: area, on: .overlay)
        buttons(
            [("Back  Esc", !arming.isConfirmFocused), ("Allow changes  y", arming.isConfirmFocused)], in: area,
            row: area.endRow - 1)
    }
}
