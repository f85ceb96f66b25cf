import MintDomain
import TerminalCore
import Theming

extension Painter {
    mutating func model(_ form: ModelForm, _ state: State) {
        let columns = min(64, canvas.size.columns - 4)
        let model = state.resources(.model)[form.modelID]
        let words = form.words
        let foot = StyledLine([
            .init(" ←→", .keyHint), .init(" \(words.moves)  ", .secondary), .init("Ctrl-d", .keyHint),
            .init(" starts it  ", .secondary), .init("Esc", .keyHint), .init(" back ", .secondary),
        ])
        let area = box(
            Size(columns: columns, rows: 8), title: "\(words.verb) \(form.modelID.rawValue)", state: state, foot: foot)
        var head = StyledLine(model?.title.clipped(to: area.columns) ?? SafeText(form.modelID.rawValue), .heading)
        if model == nil { head = StyledLine("It is not in the list that is loaded.", .secondary) }
        draw([head], in: area, on: .overlay)
        options(form, area, row: area.row + 2)
        let owned = form.owned(of: model)
        var notes = owned.isEmpty ? [] : [StyledLine("It has \(owned) already.", .secondary)]
        notes.append(StyledLine(words.consequence, .secondary))
        if let complaint = form.complaint {
            notes = SafeText.wrapped(complaint.string, columns: area.columns).map { StyledLine($0, .error) }
        }
        draw(notes.prefix(2), in: area.splitTop(4).rest, on: .overlay)
        buttons(
            [("Back  Esc", form.focus == .back), (words.verb, form.focus == .submit)], in: area, row: area.endRow - 1)
    }

    private mutating func options(_ form: ModelForm, _ area: Rect, row: Int) {
        let isFocused = form.focus == .choice
        switch form.choice {
        case .level(let chosen):
            let options = OptimizationLevel.allCases.map { level in
                (name: SafeText(level.rawValue), isOn: level == chosen, isCurrent: level == chosen)
            }
            self.options("Level", options, ("●", "○"), isFocused: isFocused, area, row: row)
        case .formats(let chosen, let current):
            let options = ModelFormat.allCases.map { format in
                (name: SafeText(format.rawValue), isOn: chosen.contains(format), isCurrent: format == current)
            }
            self.options("Formats", options, ("[x]", "[ ]"), isFocused: isFocused, area, row: row)
        }
    }

    private mutating func options(
        _ label: SafeText, _ options: [(name: SafeText, isOn: Bool, isCurrent: Bool)],
        _ signs: (on: SafeText, off: SafeText), isFocused: Bool, _ area: Rect, row: Int
    ) {
        let width = options.reduce(0) { $0 + ($1.isOn ? signs.on : signs.off).columns + $1.name.columns + 3 }
        let hasLabel = 9 + width <= area.columns
        var column = area.column + (hasLabel ? 9 : 0)
        let gap = column + width + options.count - 1 <= area.endColumn ? 1 : 0
        if hasLabel {
            canvas.write(
                label, column: area.column, row: row, style: style(isFocused ? .titleFocused : .text, on: .overlay))
        }
        for option in options {
            let style =
                isFocused && option.isCurrent
                ? theme[.buttonFocused] : self.style(option.isOn ? .text : .secondary, on: .overlay)
            let sign = option.isOn ? signs.on : signs.off
            let room = max(0, area.endColumn - column)
            let text: SafeText = " \(sign) \(option.name) "
            column += canvas.write(text, column: column, row: row, limit: room, style: style) + gap
        }
    }
}

extension ModelForm {
    fileprivate var words: (verb: SafeText, moves: SafeText, consequence: SafeText) {
        switch choice {
        case .level: ("Optimize", "level", "A lighter file is made beside the others; it costs Credits.")
        case .formats: ("Convert", "format  Space picks it", "The new files come with an operation of their own.")
        }
    }

    /// The formats that the Model already has; empty for other forms.
    fileprivate func owned(of model: Resource?) -> SafeText {
        guard case .formats = choice, let model else { return "" }
        let names = Set(model.assets.map(\.name))
        return SafeText(ModelFormat.allCases.map(\.rawValue).filter(names.contains).joined(separator: ", "))
    }
}
