import MintDomain
import TerminalCore

/// A line of the palette, split into the name and the rest.
struct TypedCommand: Sendable, Hashable {
    /// The first word without its colon; empty if nothing was typed.
    let name: String
    let words: [String]
    /// Whether the name is complete, so that the argument follows.
    let hasEnded: Bool

    init(_ text: String) {
        let line = text.drop { $0 == " " || $0 == ":" }
        let parts = line.split(separator: " ").map(String.init)
        name = parts.first ?? ""
        words = Array(parts.dropFirst())
        hasEnded = line.contains(" ")
    }

    /// The words after the name, as one text.
    var rest: String { words.joined(separator: " ") }
}

/// The parsed line of the palette.
enum CommandReading: Sendable, Hashable {
    case order(Command, CommandArgument.Value?)
    /// The error, as one sentence.
    case mistake(SafeText)
}

extension State {
    /// Parses a line of the palette, regardless of availability.
    func reading(of text: String) -> CommandReading {
        let typed = TypedCommand(text)
        guard let command = Command.named(typed.name) else {
            let best = completions(of: text).first.map { "; Tab makes it “\($0.text)”" } ?? "; ? shows what there is"
            return .mistake("There is no command “\(SafeText(typed.name).clipped(to: 30).string)”\(best).")
        }
        guard let argument = command.argument else {
            return typed.words.isEmpty
                ? .order(command, nil) : .mistake("“\(typed.name)” takes no arguments.")
        }
        if typed.words.isEmpty {
            return argument.isOptional
                ? .order(command, nil) : .mistake(missing(argument, of: typed.name))
        }
        switch value(argument, typed) {
        case .success(let value): return .order(command, value)
        case .failure(let mistake): return .mistake(mistake.sentence)
        }
    }

    private func missing(_ argument: CommandArgument, of name: String) -> SafeText {
        switch argument {
        case .profile: "“\(name)” needs the name of a profile: \(listed(setup.profiles.map(\.badge.name)))."
        case .theme: "“\(name)” needs the name of a theme: \(listed(setup.themes))."
        case .onOff: "“\(name)” takes on or off."
        case .filter: "“\(name)” takes a filter."
        case .operations: "“\(name)” needs the id or the address of an operation, or several apart by spaces."
        }
    }

    private func value(_ argument: CommandArgument, _ typed: TypedCommand) -> Result<Value, Misfit> {
        let shown = SafeText(typed.rest).clipped(to: 30)
        switch argument {
        case .profile: return chosen(typed.rest, among: setup.profiles.map(\.badge.name), "profile")
        case .theme: return chosen(typed.rest, among: setup.themes, "theme")
        case .onOff:
            guard ["on", "off"].contains(typed.rest.lowercased()) else {
                return .failure(Misfit("“\(typed.name)” takes on or off, not “\(shown)”."))
            }
            return .success(Value(typed.rest.lowercased()))
        case .filter(let pane):
            do throws(FilterError) {
                return .success(Value(try ListFilter(typed.rest, fields: ListColumn.fields(of: pane)).text))
            } catch {
                return .failure(Misfit(error.sentence))
            }
        case .operations:
            if let odd = typed.words.first(where: { !isOperation($0) }) {
                return .failure(Misfit("“\(SafeText(odd).clipped(to: 40))” is not an id, nor an http address."))
            }
            return .success(Value(typed.rest))
        }
    }

    /// Finds a name in any case; returns its spelling in the list.
    private func chosen(
        _ name: String, among names: [String], _ kind: String
    ) -> Result<Value, Misfit> {
        let exact = names.first { $0 == name } ?? names.first { $0.lowercased() == name.lowercased() }
        if let exact { return .success(Value(exact)) }
        let shown = SafeText(name).clipped(to: 30)
        return .failure(Misfit("There is no \(kind) “\(shown)”; there is \(listed(names))."))
    }
}

private typealias Value = CommandArgument.Value

private struct Misfit: Error {
    let sentence: SafeText

    init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}

/// Whether the text can identify an operation: an id, or an address.
private func isOperation(_ word: String) -> Bool {
    OperationID(word) != nil || linkRefusal(word) == nil
}

/// The first few names, for a sentence.
private func listed(_ names: [String]) -> SafeText {
    guard !names.isEmpty else { return "none" }
    let more = names.count > 6 ? ", and \(names.count - 6) more" : ""
    return SafeText(names.prefix(6).joined(separator: ", ") + more)
}
