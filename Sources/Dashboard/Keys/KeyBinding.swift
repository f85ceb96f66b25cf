package import TerminalCore

/// One line of the command table, used by dispatch, footer, help and palette.
package struct KeyBinding: Sendable {
    package enum Group: String, Sendable, CaseIterable {
        case act = "Act"
        case review = "Review"
        case viewer = "Look at a file"
        case files = "Files"
        case list = "Filter and sort a list"
        case mark = "Mark, to act on several"
        case move = "Move"
        case panes = "Panes and tabs"
        case program = "Program"
    }

    package let command: Command
    /// The alternative keys; the footer shows the first one. Empty for a command without a key.
    package internal(set) var keys: [KeyChord]
    /// The names in the palette besides the id; the first one is shown.
    package let words: [String]
    package let argument: CommandArgument?
    /// One word for the footer.
    package let title: SafeText
    package let help: SafeText
    package let group: Group

    /// The binding of a typed name: the id or one of the words, in any case; nil for an unknown name.
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
        self.keys = keys.map { KeyChord($0) }
        self.title = title
        self.help = help
        self.group = group
        let parts = command.rawValue.split(separator: ".").map(String.init)
        // Commands of a single view have its name as prefix, so that short names belong to the panes.
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

extension KeyBinding {
    /// All keys, separated by commas if one is a chord.
    package var keyNames: SafeText { names(of: keys) }

    /// The first two keys in the same notation.
    package var firstKeyNames: SafeText { names(of: keys.prefix(2)) }

    private func names(of keys: some Collection<KeyChord>) -> SafeText {
        let separator = keys.contains { $0.keys.count > 1 } ? ", " : " "
        return SafeText(keys.map(\.name.string).joined(separator: separator))
    }

    /// The form in the palette: `:profile NAME`.
    package var typedName: SafeText {
        let name: SafeText = ":\(words.first ?? command.rawValue)"
        return argument.map { name + " " + $0.placeholder } ?? name
    }
}
