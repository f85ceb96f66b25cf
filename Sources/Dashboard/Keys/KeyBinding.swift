package import TerminalCore

/// One line of the command table: it drives dispatch, footer, help and palette alike.
package struct KeyBinding: Sendable {
    /// The heading it stands under in the help.
    package enum Group: String, Sendable, CaseIterable {
        case act = "Act"
        case review = "Review desk"
        case viewer = "Look at a file"
        case files = "Files"
        case list = "Filter and sort a list"
        case mark = "Mark, to act on several"
        case move = "Move"
        case panes = "Panes and tabs"
        case program = "Program"
    }

    package let command: Command
    /// Any of them does it; the first is the one the footer shows. Empty where it is only typed.
    package internal(set) var keys: [KeyChord]
    /// What it is called in the palette, besides its id; the first is the one that is shown.
    package let words: [String]
    /// What is typed after its name; nil where nothing is.
    package let argument: CommandArgument?
    /// One word for the footer.
    package let title: SafeText
    /// One sentence for the help.
    package let help: SafeText
    package let group: Group

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
        self.keys = keys.map { KeyChord($0) }
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

extension KeyBinding {
    /// All its keys; with commas between them where one of them is pressed in several steps.
    package var keyNames: SafeText { names(of: keys) }

    /// The two that come first, written in the same way.
    package var firstKeyNames: SafeText { names(of: keys.prefix(2)) }

    private func names(of keys: some Collection<KeyChord>) -> SafeText {
        let separator = keys.contains { $0.keys.count > 1 } ? ", " : " "
        return SafeText(keys.map(\.name.string).joined(separator: separator))
    }

    /// How it is typed in the palette: `:profile NAME`.
    package var typedName: SafeText {
        let name: SafeText = ":\(words.first ?? command.rawValue)"
        return argument.map { name + " " + $0.placeholder } ?? name
    }
}
