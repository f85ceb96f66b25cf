import TerminalCore

extension KeyMap {
    /// The keys in force where somebody wished for some.
    ///
    /// A change is taken whole or not at all: where one of its keys cannot be read, or is another action's in a place
    /// where both work, or begins a chord or is begun by one, the action keeps the keys it has without the change. Of two
    /// changes that clash the later one is left out.
    /// - Parameters:
    ///   - wish: what was written.
    ///   - suggest: the name among some that was probably meant; nil where none is near.
    /// - Returns: A map that is always whole, and what was not obeyed, in the order of the lines.
    package static func inForce(
        _ wish: KeyWish, suggest: (_ name: String, _ names: [String]) -> String?
    ) -> (map: KeyMap, problems: [KeyProblem]) {
        var reader = WishReader(wish, suggest: suggest)
        reader.settle()
        let problems = reader.problems.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }
        return (reader.map, problems.map(\.element))
    }
}

/// Reads changes one after the other, then leaves out those that clash.
private struct WishReader {
    /// The most keys of one action.
    private static let limit = 8

    private struct Change {
        let command: Command
        let keys: [KeyChord]
        let line: Int?
    }

    /// The keys without any change.
    private let base: KeyMap
    /// Those that are still obeyed, in the order in which they were written.
    private var changes: [Change] = []
    private(set) var problems: [KeyProblem] = []

    init(_ wish: KeyWish, suggest: (String, [String]) -> String?) {
        var preset = KeyPreset.mintop
        if let text = wish.preset {
            let name = text.text.lowercased()
            if let known = KeyPreset(rawValue: name) {
                preset = known
            } else {
                let names = KeyPreset.allCases.map(\.rawValue).joined(separator: ", ")
                let reason = "There is no preset “\(shown(text.text))”; there are \(names)."
                problems.append(KeyProblem(line: text.line, reason: reason))
            }
        }
        base = preset.map
        for change in wish.changes { take(change, suggest: suggest) }
    }

    /// The keys with the changes that are obeyed.
    var map: KeyMap {
        let changed = Dictionary(changes.map { ($0.command, $0.keys) }, uniquingKeysWith: { first, _ in first })
        return KeyMap(
            base.bindings.map { binding in
                var binding = binding
                if let keys = changed[binding.command] { binding.keys = keys }
                return binding
            })
    }

    // MARK: Reading

    private mutating func take(_ change: KeyWish.Change, suggest: (String, [String]) -> String?) {
        let (name, line) = (change.action.text, change.action.line)
        guard let command = KeyBinding.named(name)?.command else {
            let start = "There is no action “\(shown(name))”"
            let names = KeyBinding.standard.flatMap { [$0.command.rawValue] + $0.words }
            let rest = suggest(name, names).map { "did you mean “\($0)”?" } ?? "mintop keys lists them."
            problems.append(KeyProblem(line: line, reason: "\(start); \(rest)"))
            return
        }
        if let first = changes.first(where: { $0.command == command }) {
            let place = first.line.map { " in line \($0)" } ?? ""
            return refuse(command, line, "is there already\(place)", keeping: first.keys)
        }
        guard change.keys.count <= Self.limit else {
            return refuse(command, line, "has more than \(Self.limit) keys")
        }
        var chords: [KeyChord] = []
        for text in change.keys {
            do throws(KeyTextError) {
                let chord = try KeyChord(parsing: text.text)
                guard !chord.keys.contains(Key(.escape)) || (command == .back && chord.keys.count == 1) else {
                    return refuse(command, text.line ?? line, "cannot have Esc, which always leads outward")
                }
                if !chords.contains(chord) { chords.append(chord) }
            } catch {
                return refuse(command, text.line ?? line, error.reason)
            }
        }
        // Whatever else leads outward: Esc does.
        if command == .back, !chords.contains(KeyChord(Key(.escape))) { chords.append(KeyChord(Key(.escape))) }
        changes.append(Change(command: command, keys: chords, line: line))
    }

    private mutating func refuse(
        _ command: Command, _ line: Int?, _ reason: String, keeping keys: [KeyChord]? = nil
    ) {
        let names = (keys ?? base[command]?.keys ?? []).map { "“\($0.name)”" }
        let rest =
            switch names.count {
            case 0: "it stays without a key"
            case 1: "\(names[0]) stays"
            default: "\(names.joined(separator: " ")) stay"
            }
        let reason = "\(command.rawValue): \(reason); \(rest)."
        problems.append(KeyProblem(line: line, reason: reason))
    }

    // MARK: Clashes

    /// Leaves out what clashes. What an action gets back may clash with another change, so that one goes too.
    mutating func settle() {
        while let (index, reason) = firstClash() {
            let change = changes.remove(at: index)
            refuse(change.command, change.line, reason)
        }
    }

    /// The change to leave out, and why.
    private func firstClash() -> (index: Int, reason: String)? {
        guard !changes.isEmpty else { return nil }
        let indices = Dictionary(
            changes.enumerated().map { ($1.command, $0) }, uniquingKeysWith: { first, _ in first })
        var held: [Key: [(command: Command, chord: KeyChord)]] = [:]
        for binding in map.bindings {
            for chord in binding.keys {
                for other in held[chord.keys[0], default: []]
                where (other.chord.begins(chord) || chord.begins(other.chord))
                    && binding.command.overlaps(other.command)
                {
                    let (mine, theirs) = (indices[binding.command], indices[other.command])
                    guard let index = [mine, theirs].compactMap(\.self).max() else { continue }
                    let isMine = mine == index
                    return (
                        index,
                        reason(
                            isMine ? chord : other.chord, isMine ? other.chord : chord,
                            of: isMine ? other.command : binding.command, than: isMine ? binding.command : other.command
                        )
                    )
                }
                held[chord.keys[0], default: []].append((binding.command, chord))
            }
        }
        return nil
    }

    private func reason(_ wished: KeyChord, _ present: KeyChord, of other: Command, than command: Command) -> String {
        let owner = other == command ? "itself" : other.rawValue
        if wished == present { return "“\(wished.name)” is \(owner) already" }
        return wished.keys.count < present.keys.count
            ? "“\(wished.name)” begins “\(present.name)” of \(owner)"
            : "“\(wished.name)” begins with “\(present.name)”, which is \(owner)"
    }
}

extension Command {
    /// Whether there is a place where the keys of both go to.
    fileprivate func overlaps(_ other: Command) -> Bool {
        if !scopes.isDisjoint(with: other.scopes) { return true }
        func hides(_ inner: Command, _ outer: Command) -> Bool {
            inner.scopes.contains { $0.outer?.reaches(outer.scopes) == true }
        }
        guard hides(self, other) || hides(other, self) else { return false }
        // What hides a key of the other as it comes, such as the way to the neighbour in thumbnails, is meant to.
        let own = KeyMap.standard[self]?.keys ?? []
        return KeyMap.standard[other]?.keys.contains(where: own.contains) != true
    }
}

/// Text of the settings as a sentence may repeat it.
private func shown(_ text: some StringProtocol) -> String {
    SafeText(text).clipped(to: 40).string
}
