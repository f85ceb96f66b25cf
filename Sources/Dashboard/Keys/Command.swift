package import MintDomain
package import TerminalCore

/// A command of a key or of the palette: a row of the table in `Command+….swift`.
///
/// Dispatch, palette, footer, help, refusals and README's key table read the row. Commands are equal if they are the
/// same row.
package final class Command: Sendable {
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

    typealias Run = @Sendable (inout State) -> [Effect]

    /// The stable id in the settings.
    package let id: String
    package let group: Group
    /// One word for the footer.
    package let title: SafeText
    package let help: SafeText
    /// The default keys; the footer shows the first one. Empty for a command without a key.
    package let keys: [KeyChord]
    /// The names in the palette besides the id; the first one is shown.
    package let words: [String]
    package let argument: CommandArgument?
    /// The scopes of the command. A command only for the panes closes the overlays first.
    package let scopes: Set<KeyScope>
    /// The programs in which the first key has the same or a similar effect.
    package let sameAs: [FamiliarTool]
    /// The verb that the command decides with; nil for other commands.
    package let verb: Verb?
    /// The movement of the cursor that the command makes, if any.
    let movement: Movement?
    /// Whether the command only moves the cursor, the focus or the view.
    let isMovement: Bool
    /// The reason why the command is not available now, as one sentence; nil if it is.
    let refusal: @Sendable (State) -> SafeText?
    let hints: [FooterHint]
    /// The effect in the viewer and on the review screen, if it differs there. In the viewer nothing is refused.
    let inViewer: Run?
    let inDesk: Run?
    /// The effect elsewhere; nil for a command of the viewer or of the review screen only.
    let run: Run?
    /// The effect of a typed argument.
    let given: (@Sendable (CommandArgument.Value, inout State) -> [Effect])?

    init(
        _ id: String, _ group: Group, _ title: SafeText, _ help: SafeText, keys: [Key] = [], words: [String] = [],
        scopes: Set<KeyScope> = [.panes], like sameAs: [FamiliarTool] = [], verb: Verb? = nil,
        movement: Movement? = nil, isMovement: Bool = false,
        refused refusal: @escaping @Sendable (State) -> SafeText? = { _ in nil },
        hints: [FooterHint] = [], inViewer: Run? = nil, inDesk: Run? = nil, argument: CommandArgument? = nil,
        given: (@Sendable (CommandArgument.Value, inout State) -> [Effect])? = nil, run: Run? = nil
    ) {
        (self.id, self.group, self.title, self.help) = (id, group, title, help)
        self.keys = keys.map { KeyChord($0) }
        let parts = id.split(separator: ".").map(String.init)
        // Commands of a single view have its name as prefix, so that short names belong to the panes.
        let name = scopes.contains(.panes) ? parts.last ?? id : parts.joined(separator: "-")
        self.words = words.isEmpty ? [name] : words
        (self.scopes, self.sameAs, self.verb) = (scopes, sameAs, verb)
        (self.movement, self.isMovement) = (movement, isMovement || movement != nil)
        (self.refusal, self.hints, self.argument) = (refusal, hints, argument)
        (self.inViewer, self.inDesk, self.run, self.given) = (inViewer, inDesk, run, given)
    }

    /// All commands, in the order of the help.
    package static let all =
        acting + reviewing + ofFiles + viewing + ofLists + searching + marking + moving + ofPanes + ofProgram

    /// The command of a typed name: the id or one of the words, in any case; nil for an unknown name.
    package static func named(_ name: some StringProtocol) -> Command? { names[name.lowercased()] }

    private static let names: [String: Command] = Dictionary(
        all.flatMap { command in (command.words + [command.id]).map { ($0, command) } },
        uniquingKeysWith: { first, _ in first })

    /// An effect that needs nothing from outside.
    static func changing(_ change: @escaping @Sendable (inout State) -> Void) -> Run {
        { state in
            change(&state)
            return []
        }
    }
}

extension Command: Hashable, CustomStringConvertible {
    package static func == (left: Command, right: Command) -> Bool { left === right }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
    package var description: String { id }

    /// The form in the palette: `:profile NAME`.
    package var typedName: SafeText {
        let name: SafeText = ":\(words.first ?? id)"
        return argument.map { name + " " + $0.placeholder } ?? name
    }
}

/// A program with key bindings similar to mintop's.
package enum FamiliarTool: String, Sendable, Hashable, CaseIterable {
    case vim, less, k9s, lazygit, htop, tig, yazi, lnav, posting, shells
    case ghDash = "gh-dash"
}

extension State {
    /// The reason why a command is not available now, as one sentence; nil if it is.
    package func refusal(toRun command: Command) -> SafeText? { command.refusal(self) }
}
