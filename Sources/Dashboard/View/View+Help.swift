import MintDomain
import TerminalCore
import Theming

/// The help page, made of the key table.
enum HelpContent {
    /// The box of the page, frame included.
    static func area(in size: Size) -> Rect {
        Rect(size).centered(Size(columns: min(size.columns - 2, 124), rows: min(size.rows, 44)))
    }

    /// The lines of the page at that width; in two columns where there is room.
    static func lines(of state: State, columns: Int) -> [StyledLine] {
        let bindings = KeyBinding.standard.filter { state.isInHelp($0) }
        let groups = KeyBinding.Group.allCases.map { section($0, bindings) }.filter { $0.count > 1 } + [dialogSection]
        guard columns >= 104 else { return Array(groups.joined(separator: [.empty])) }
        let split = balance(groups.map(\.count))
        let left = Array(groups[..<split].joined(separator: [.empty]))
        let right = Array(groups[split...].joined(separator: [.empty]))
        let half = columns / 2
        return (0..<max(left.count, right.count)).map { index in
            var line = index < left.count ? left[index].clipped(to: half - 2) : .empty
            guard index < right.count else { return line }
            line.append(SafeText(" ").repeated(half - line.columns), .text)
            line.spans += right[index].spans
            return line
        }
    }

    /// How many groups stand in the left column, so that neither column is much longer than the other.
    private static func balance(_ counts: [Int]) -> Int {
        let heights = counts.indices.map { split in
            max(counts[...split].reduce(split, +), counts[(split + 1)...].reduce(counts.count - split - 2, +))
        }
        return (heights.indices.min { heights[$0] < heights[$1] } ?? 0) + 1
    }

    /// The keys of dialogs, which have their own meaning there.
    private static let dialogSection: [StyledLine] =
        [StyledLine("In dialogs", .heading)]
        + [
            ("y", "Do what is asked"), ("Esc n", "Back; what was typed is kept"), ("Tab", "Next part or button"),
            ("Ctrl-d", "Send, at the end of the text"), ("Space", "Choose, where there is a choice"),
            ("Ctrl-o", "The text in your own editor ($EDITOR)"),
            ("0-9 Enter", "The number of operations, to act on many"),
        ].map { keys, help in line(keys, help) }

    private static func line(_ keys: SafeText, _ help: SafeText) -> StyledLine {
        let padding = SafeText(" ").repeated(max(1, 14 - keys.columns))
        return StyledLine([.init("  ", .text), .init(keys, .keyHint), .init(padding, .text), .init(help, .text)])
    }

    private static func section(_ group: KeyBinding.Group, _ bindings: [KeyBinding]) -> [StyledLine] {
        let bindings = bindings.filter { $0.group == group }
        return [StyledLine(SafeText(group.rawValue), .heading)]
            + bindings.map { binding in
                line(binding.keys.isEmpty ? binding.typedName : binding.keyNames, binding.help)
            }
    }
}

extension State {
    /// Whether a command is told about where the keys go now.
    fileprivate func isInHelp(_ binding: KeyBinding) -> Bool {
        guard binding.command == .palette || isListed(binding) else { return false }
        let scopes = binding.command.scopes
        return scopes.contains(keyScope) || (keyScope == .panes && scopes == [.sheet])
            || (keyScope == .sheet && scopes.contains(.panes))
    }
}

extension KeyBinding {
    /// All its keys.
    fileprivate var keyNames: SafeText { SafeText(keys.map(\.name.string).joined(separator: " ")) }

    /// How it is typed in the palette: `:profile NAME`.
    fileprivate var typedName: SafeText {
        let name: SafeText = ":\(words.first ?? command.rawValue)"
        return argument.map { name + " " + $0.placeholder } ?? name
    }
}

extension Painter {
    mutating func help(_ page: HelpPage, _ state: State) {
        let outside = HelpContent.area(in: state.size)
        let lines = HelpContent.lines(of: state, columns: outside.columns - 4)
        let height = outside.rows - 2
        let foot: StyledLine? =
            lines.count > height
            ? StyledLine(" \(page.offset + 1)–\(min(lines.count, page.offset + height)) / \(lines.count) ", .secondary)
            : StyledLine([.init(" Esc", .keyHint), .init(" closes ", .secondary)])
        let size = Size(columns: outside.columns - 4, rows: min(height, lines.count))
        let area = box(size, title: "Keys", state: state, foot: foot)
        draw(lines.dropFirst(page.offset), in: area, on: .overlay)
    }
}
