package import TerminalCore

/// One line of the command table: it drives dispatch, footer, help and palette alike.
package struct KeyBinding: Sendable {
    /// The heading it stands under in the help.
    package enum Group: String, Sendable, CaseIterable {
        case act = "Act"
        case review = "Review desk"
        case viewer = "Look at a file"
        case files = "Files"
        case mark = "Mark, to act on several"
        case move = "Move"
        case panes = "Panes and tabs"
        case program = "Program"
    }

    package let command: Command
    /// Any of them does it; the first is the one the footer shows. Empty where it is only typed.
    package let keys: [Key]
    /// What it is called in the palette, besides its id; the first is the one that is shown.
    package let words: [String]
    /// What is typed after its name; nil where nothing is.
    package let argument: CommandArgument?
    /// One word for the footer.
    package let title: SafeText
    /// One sentence for the help.
    package let help: SafeText
    package let group: Group

    /// The command of a key; nil for a key that does nothing there.
    package static func command(for key: Key, in scope: KeyScope = .panes) -> Command? {
        commands[scope]?[key] ?? (scope == .sheet ? commands[.panes]?[key] : nil)
    }

    /// The line of a command.
    package static func of(_ command: Command) -> KeyBinding? {
        standard.first { $0.command == command }
    }

    private static let commands: [KeyScope: [Key: Command]] = Dictionary(
        uniqueKeysWithValues: KeyScope.allCases.map { scope in
            let bindings = standard.filter { $0.command.scopes.contains(scope) }
            let pairs = bindings.flatMap { binding in binding.keys.map { ($0, binding.command) } }
            return (scope, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        })

    /// The line that a typed name means: its id or one of its words, in any case; nil for an unknown one.
    package static func named(_ name: String) -> KeyBinding? {
        names[name.lowercased()]
    }

    private static let names: [String: KeyBinding] = Dictionary(
        standard.flatMap { binding in (binding.words + [binding.command.rawValue]).map { ($0, binding) } },
        uniquingKeysWith: { first, _ in first })

    init(
        _ command: Command, _ keys: [Key], _ title: SafeText, _ help: SafeText, _ group: Group, words: [String] = [],
        _ argument: CommandArgument? = nil
    ) {
        self.command = command
        self.keys = keys
        self.title = title
        self.help = help
        self.group = group
        let parts = command.rawValue.split(separator: ".").map(String.init)
        // What works in one view only is called after it, so that the short names stay those of the panes.
        let name = command.scopes.contains(.panes) ? parts.last : parts.joined(separator: "-")
        self.words = words.isEmpty ? [name ?? command.rawValue] : words
        self.argument = argument
    }

    init(
        _ command: Command, _ key: Character, _ title: SafeText, _ help: SafeText, _ group: Group, words: [String] = [],
        _ argument: CommandArgument? = nil
    ) {
        self.init(command, [.character(key)], title, help, group, words: words, argument)
    }
}

extension Key {
    /// How a key is written in footer and help: `a`, `Ctrl-d`, `PgDn`, `F1`.
    package var name: SafeText {
        var prefix = ""
        if modifiers.contains(.control) { prefix += "Ctrl-" }
        if modifiers.contains(.alt) { prefix += "Alt-" }
        if modifiers.contains(.shift) { prefix += "Shift-" }
        return "\(prefix)\(code.name)"
    }
}

extension KeyCode {
    fileprivate var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
