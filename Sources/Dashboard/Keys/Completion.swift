package import TerminalCore

/// A completion of the palette's line.
package struct Completion: Sendable, Hashable {
    /// The whole line, without the colon.
    package let text: String
    /// The text of the entry: the name of the action, or only the argument.
    package let label: SafeText
    /// The positions of the typed characters in the label.
    package let hits: [Int]
    /// The placeholder of a missing argument, if any.
    package let placeholder: SafeText?
    /// The description, or the reason why it is not available.
    package let note: SafeText
    package let keys: SafeText
    /// Whether the command is available.
    package let isPossible: Bool
}

extension State {
    /// Returns the completions of the line, best first.
    package func completions(of text: String) -> [Completion] {
        let typed = TypedCommand(text)
        guard typed.hasEnded else { return commands(typed.name) }
        guard let argument = Command.named(typed.name)?.argument else { return [] }
        return arguments(argument, typed)
    }

    // MARK: Names

    private func commands(_ query: String) -> [Completion] {
        var found: [(completion: Completion, rank: Int)] = []
        for binding in setup.keyMap.bindings where isListed(binding) {
            guard let (name, match) = binding.command.best(for: query) else { continue }
            let refusal = refusal(toRun: binding.command)
            let completion = Completion(
                text: name + (binding.argument == nil ? "" : " "), label: SafeText(name), hits: match.positions,
                placeholder: binding.argument?.placeholder, note: refusal ?? binding.help,
                keys: binding.firstKeyNames, isPossible: refusal == nil)
            // With nothing typed, available actions come first and movements last.
            let rank = query.isEmpty ? (refusal == nil ? 2 : 1) - (binding.group == .move ? 2 : 0) : match.score
            found.append((completion, rank))
        }
        return found.stablySorted { $0.rank > $1.rank }.map(\.completion)
    }

    /// Whether the palette offers the command here.
    func isListed(_ binding: KeyBinding) -> Bool {
        switch binding.command {
        case .palette: false
        case .theme: !setup.themes.isEmpty
        // A command with a view of its own is typed only there.
        default: binding.command.scopes.contains(.panes) || keyScope.reaches(binding.command.scopes)
        }
    }

    // MARK: Arguments

    private func arguments(_ argument: CommandArgument, _ typed: TypedCommand) -> [Completion] {
        let values: [(name: String, note: SafeText)] =
            switch argument {
            case .profile: setup.profiles.map { ($0.badge.name, $0.note(isCurrent: $0.badge.name == badge.name)) }
            case .theme: setup.themes.map { ($0, "") }
            case .onOff: [("on", ""), ("off", "")]
            case .operations: []
            case .filter(let pane): filterValues(typed, pane)
            }
        let stem = argument.isFilter ? typed.words.last ?? "" : typed.rest
        let found = values.compactMap { value in
            FuzzyMatch(stem, in: value.name).map { (value: value, match: $0) }
        }
        return found.stablySorted { $0.match.score > $1.match.score }.map { value, match in
            Completion(
                text: ([typed.name] + (argument.isFilter ? Array(typed.words.dropLast()) : []) + [value.name]).joined(
                    separator: " "), label: SafeText(value.name), hits: match.positions,
                placeholder: nil, note: value.note, keys: "", isPossible: true)
        }
    }
}

extension CommandArgument {
    fileprivate var isFilter: Bool {
        if case .filter = self { true } else { false }
    }
}

extension State {
    /// Returns the possible beginnings of a list filter: statuses and columns.
    private func filterValues(_ typed: TypedCommand, _ pane: Pane) -> [(name: String, note: SafeText)] {
        let statuses = facets(of: pane).filter { $0 != .unfinished && $0 != .other }.map { facet in
            ("status=\(facet.word(ofJobs: pane == .jobs))", SafeText("\(count(of: facet, in: pane))"))
        }
        let columns = ListColumn.filtering(pane).filter { $0 != .status }.map { ("\($0.rawValue):", SafeText("")) }
        return statuses + columns
    }
}

extension Command {
    /// The best matching name, or the description if no name matches.
    fileprivate func best(for query: String) -> (name: String, match: FuzzyMatch)? {
        let found = words.compactMap { name in FuzzyMatch(query, in: name).map { (name: name, match: $0) } }
        if let best = found.max(by: { $0.match.score < $1.match.score }) { return best }
        if query.contains("."), let match = FuzzyMatch(query, in: id) { return (id, match) }
        let isInTheHelp = query.count > 2 && help.string.lowercased().contains(query.lowercased())
        return isInTheHelp ? words.first.map { ($0, .inTheHelp) } : nil
    }
}

extension Array {
    fileprivate func stablySorted(by areInOrder: (Element, Element) -> Bool) -> [Element] {
        enumerated().sorted { left, right in
            if areInOrder(left.element, right.element) { return true }
            return !areInOrder(right.element, left.element) && left.offset < right.offset
        }.map(\.element)
    }
}
