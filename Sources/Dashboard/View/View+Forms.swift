import MintDomain
import TerminalCore
import Theming

enum FormGeometry {
    static func columns(in size: Size) -> Int {
        min(76, size.columns - 4)
    }

    static func textColumns(in size: Size) -> Int {
        max(1, columns(in: size) - 2)
    }
}

extension Painter {
    /// Draws the editor of a text below its subject.
    mutating func text(_ form: TextForm, _ state: State) {
        let columns = FormGeometry.columns(in: canvas.size)
        let rows = min(18, canvas.size.rows - 4)
        let words = form.purpose.words
        let area = box(
            Size(columns: columns, rows: rows), title: words.title, state: state, foot: formHints(words.verb))
        var head: [StyledLine] = []
        if let row = form.purpose.subject.flatMap({ state[id: $0] }) {
            head += SafeText.wrapped(row.title.string, columns: area.columns).prefix(2).map {
                StyledLine($0, .secondary)
            }
            head.append(.empty)
        } else if case .message(let ids) = form.purpose {
            let more = ids.count > 4 ? " and \(ids.count - 4) more" : ""
            let text = "To " + ids.prefix(4).map(\.rawValue).joined(separator: ", ") + more
            head += SafeText.wrapped(text, columns: area.columns).prefix(2).map { StyledLine($0, .secondary) }
            head.append(.empty)
        }
        head.append(StyledLine(words.question, .text))
        if let note = words.note {
            head += SafeText.wrapped(note, columns: area.columns).map { StyledLine($0, .secondary) }
        }
        if rows < 9 { head = [] }
        draw(head, in: area, on: .overlay)
        let rest = area.splitTop(head.count).rest
        textAndButtons(
            form.editor, isFocused: form.focus == .text, complaint: form.complaint,
            buttons: [("Back  Esc", form.focus == .back), (words.button, form.focus == .submit)], in: rest)
    }

    mutating func creation(_ form: CreationForm, _ state: State) {
        let columns = FormGeometry.columns(in: canvas.size)
        let rows = min(20, canvas.size.rows - 4)
        let area = box(
            Size(columns: columns, rows: rows), title: "Create on \(state.badge.name)", state: state,
            foot: formHints("starts it"))
        choice("Kind", ResourceKind.allCases.map(\.rawValue), form.kind.rawValue, form.focus == .kind, area, row: 0)
        choice("Mode", GenerationMode.allCases.map(\.rawValue), form.mode.rawValue, form.focus == .mode, area, row: 1)
        choice(
            "Preset", GenerationPreset.allCases.map(\.rawValue), form.preset.rawValue, form.focus == .preset, area,
            row: 2)
        let note: SafeText =
            form.mode == .review
            ? "review: it stops at its preview and waits for you" : "auto: it runs to the end"
        let gap = rows < 11 ? 3 : 6
        if gap == 6 {
            canvas.write(
                note, column: area.column + 9, row: area.row + 3, limit: area.columns - 9,
                style: style(.secondary, on: .overlay))
            canvas.write("Prompt", column: area.column, row: area.row + 5, style: style(.text, on: .overlay))
        }
        textAndButtons(
            form.editor, isFocused: form.focus == .text, complaint: form.complaint,
            buttons: [("Back  Esc", form.focus == .back), ("Start", form.focus == .submit)],
            in: area.splitTop(gap).rest)
    }

    private func formHints(_ verb: SafeText) -> StyledLine {
        var line = StyledLine([
            .init(" Tab", .keyHint), .init(" next  ", .secondary), .init("Ctrl-d", .keyHint),
            .init(" \(verb)  ", .secondary), .init("Esc", .keyHint), .init(" keeps it for later ", .secondary),
        ])
        // The foot is omitted as a whole if it does not fit.
        if canvas.size.columns >= 80 { line.spans += [.init(" Ctrl-o", .keyHint), .init(" $EDITOR ", .secondary)] }
        return line
    }

    private mutating func choice(
        _ label: SafeText, _ options: [String], _ chosen: String, _ isFocused: Bool, _ area: Rect, row: Int
    ) {
        let line = area.row + row
        canvas.write(
            label, column: area.column, row: line, style: style(isFocused ? .titleFocused : .text, on: .overlay))
        var column = area.column + 9
        for option in options {
            let isChosen = option == chosen
            let style =
                isChosen && isFocused ? theme[.buttonFocused] : self.style(isChosen ? .text : .secondary, on: .overlay)
            column += canvas.write(" \(isChosen ? "●" : "○") \(option) ", column: column, row: line, style: style) + 1
        }
    }

    /// Draws the text field with its counter, its error and the buttons.
    private mutating func textAndButtons(
        _ editor: TextEditor, isFocused: Bool, complaint: SafeText?, buttons: [(title: SafeText, isFocused: Bool)],
        in area: Rect
    ) {
        let (field, below) = area.splitTop(max(3, area.rows - 3))
        canvas.fill(field, theme[.input])
        canvas.frame(field, borders, style: style(isFocused ? .borderFocused : .border, on: .overlay))
        dialogHit({ .field($0) }, field)
        let text = field.inset(columns: 1, rows: 1)
        let shown = editor.layout(columns: text.columns, rows: text.rows)
        for (index, line) in shown.lines.prefix(text.rows).enumerated() {
            canvas.write(line, column: text.column, row: text.row + index, limit: text.columns, style: theme[.input])
        }
        if isFocused {
            cursor = Point(column: text.column + shown.cursor.column, row: text.row + shown.cursor.row)
        }
        let limit = editor.limit == .max ? "" : " / \(grouped(Double(editor.limit)))"
        let counter: SafeText = "\(grouped(Double(editor.length)))\(limit)"
        let role: Role = editor.isOverLimit ? .error : .secondary
        canvas.writeRight(counter, endColumn: below.endColumn, row: below.row, style: style(role, on: .overlay))
        if let complaint {
            canvas.write(
                complaint, column: below.column, row: below.row, limit: below.columns - counter.columns - 2,
                style: style(.error, on: .overlay))
        }
        self.buttons(buttons, in: area, row: area.endRow - 1)
    }
}

extension TextForm.Purpose {
    /// The operation of the text; nil for several or a new one.
    fileprivate var subject: OperationID? {
        switch self {
        case .revision(let id): id
        case .message(let ids): ids.count == 1 ? ids.first : nil
        case .job: nil
        }
    }

    private static let onlyOnce = "A lost answer is not repeated: the service has no idempotency key."

    fileprivate var words: TextFormWords {
        switch self {
        case .revision(let id):
            TextFormWords(
                title: "Revise \(id.rawValue)", question: "What should change in the preview?", note: nil,
                verb: "sends", button: "Send")
        case .message(let ids):
            TextFormWords(
                title: ids.count == 1 ? "Message to \(ids[0].rawValue)" : "Message to \(ids.count) jobs",
                question: "What should the agent do next?",
                note: Self.onlyOnce, verb: "sends", button: "Send")
        case .job:
            TextFormWords(
                title: "New job", question: "What should the agent do?",
                note: Self.onlyOnce, verb: "starts it", button: "Start")
        }
    }
}

private struct TextFormWords {
    let title: SafeText
    let question: SafeText
    let note: String?
    let verb: SafeText
    let button: SafeText
}
