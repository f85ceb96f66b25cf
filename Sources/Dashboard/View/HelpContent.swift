import MintDomain
import TerminalCore

enum HelpEntry: Sendable {
    case heading(SafeText)
    case binding(KeyBinding)
    /// A key with its own meaning in dialogs.
    case dialogKey(SafeText, SafeText)
    case empty

    var command: Command? {
        if case .binding(let binding) = self { binding.command } else { nil }
    }
}

/// The help page, made from the active keys.
enum HelpContent {
    /// The area of the page, including its frame.
    static func area(in size: Size) -> Rect {
        Rect(size).centered(Size(columns: min(size.columns - 2, 104), rows: min(size.rows, 44)))
    }

    /// Returns the number of visible lines of the list, without the search and the description.
    static func height(in size: Size) -> Int { max(1, area(in: size).rows - 4) }

    /// The lines of the list: all entries under their headings, or the matches, best first.
    static func entries(of state: State, query: String) -> [HelpEntry] {
        let bindings = state.setup.keyMap.bindings.filter { state.isInHelp($0) }
        let words = query.split(separator: " ").map(String.init)
        guard !words.isEmpty else {
            let groups = Command.Group.allCases.map { group in
                bindings.filter { $0.group == group }.map(HelpEntry.binding).headed(SafeText(group.rawValue))
            }
            let dialogs = dialogKeys.map(HelpEntry.dialogKey).headed("In dialogs")
            return Array((groups.filter { !$0.isEmpty } + [dialogs]).joined(separator: [.empty]))
        }
        let ranked = bindings.enumerated().compactMap { index, binding in
            binding.rank(words).map { (binding: binding, rank: $0, index: index) }
        }
        let found = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        let dialogs = dialogKeys.filter { keys, text in
            words.allSatisfy { (keys.string + " " + text.string).lowercased().contains($0.lowercased()) }
        }
        return found.map { .binding($0.binding) }
            + (dialogs.isEmpty ? [] : dialogs.map(HelpEntry.dialogKey).headed("In dialogs"))
    }

    /// The first visible line that keeps the chosen entry in view, with its heading if it is the first one there.
    static func offset(_ page: HelpPage, _ entries: [HelpEntry], height: Int) -> Int {
        let last = max(0, entries.count - height)
        guard let position = entries.firstIndex(where: { $0.command != nil && $0.command == page.selected }) else {
            return min(page.offset, last)
        }
        var top = position
        if position > 0, case .heading = entries[position - 1] { top -= 1 }
        return min(max(min(page.offset, top), position - height + 1), last)
    }

    private static let dialogKeys: [(SafeText, SafeText)] = [
        ("y", "Do what is asked"), ("Esc n", "Back; what was typed is kept"), ("Tab", "Next part or button"),
        ("Ctrl-d", "Send, at the end of the text"), ("Space", "Choose, where there is a choice"),
        ("Ctrl-o", "The text in your own editor ($EDITOR)"),
        ("0-9 Enter", "The number of operations, to act on many"),
    ]
}

extension [HelpEntry] {
    /// The entries with a heading; empty without entries.
    fileprivate func headed(_ heading: SafeText) -> [HelpEntry] { isEmpty ? [] : [.heading(heading)] + self }
}

extension KeyBinding {
    /// Returns the rank of a match with the words, 0 for best; nil if a word is missing.
    fileprivate func rank(_ words: [String]) -> Int? {
        var total = 0
        for word in words {
            guard let rank = rank(word) else { return nil }
            total += rank
        }
        return total
    }

    private func rank(_ word: String) -> Int? {
        // Keys match exactly, because case distinguishes keys.
        if keys.contains(where: { $0.name.string == word }) { return 0 }
        let word = word.lowercased()
        let names = command.words + [command.title.string.lowercased()]
        if names.contains(where: { $0.hasPrefix(word) }) { return 1 }
        if names.contains(where: { $0.contains(word) }) { return 2 }
        if command.help.string.lowercased().contains(word) { return 3 }
        let rest = keys.map(\.name.string) + [command.id, command.group.rawValue]
        return rest.contains { $0.lowercased().contains(word) } ? 4 : nil
    }
}

extension State {
    /// Whether the help shows an action in the current scope.
    fileprivate func isInHelp(_ binding: KeyBinding) -> Bool {
        guard binding.command == .palette || isListed(binding) else { return false }
        let scopes = binding.command.scopes
        let isOfPanes = KeyScope.sheet.reaches([keyScope]) || keyScope == .search
        return keyScope.reaches(scopes) || (isOfPanes && !scopes.isDisjoint(with: [.sheet, .list, .search]))
    }
}
