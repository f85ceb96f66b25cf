import TerminalCore

extension KeyMap {
    /// Returns the active keys with the user's changes applied.
    ///
    /// A change is applied as a whole or not at all. If one of its keys is invalid, belongs to another action in a
    /// shared scope, or conflicts with a chord, the action keeps its previous keys. Of two conflicting changes, the
    /// later one is rejected.
    /// - Parameters:
    ///   - wish: The user's settings.
    ///   - suggest: Returns the most similar of some names; nil if none is similar.
    /// - Returns: A valid map, and the rejected settings in line order.
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

/// Reads all changes, then rejects conflicting ones.
private struct WishReader {
    /// The maximum number of keys of one action.
    private static let limit = 8

    private struct Change {
        let command: Command
        let keys: [KeyChord]
        let line: Int?
    }

    private let base: KeyMap
    /// The accepted changes in the order of the settings.
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

    /// The keys with the accepted changes.
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
        guard let command = Command.named(name) else {
            let start = "There is no action “\(shown(name))”"
            let names = Command.all.flatMap { [$0.id] + $0.words }
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
        // Esc always goes back too.
        if command == .back, !chords.contains(KeyChord(Key(.escape))) { chords.append(KeyChord(Key(.escape))) }
        changes.append(Change(command: command, keys: chords, line: line))
    }

    private mutating func refuse(
        _ command: Command, _ line: Int?, _ reason: String, keeping keys: [KeyChord]? = nil
    ) {
        let names = (keys ?? base[command].keys).map { "“\($0.name)”" }
        let rest =
            switch names.count {
            case 0: "it stays without a key"
            case 1: "\(names[0]) stays"
            default: "\(names.joined(separator: " ")) stay"
            }
        let reason = "\(command.id): \(reason); \(rest)."
        problems.append(KeyProblem(line: line, reason: reason))
    }

    // MARK: Clashes

    /// Rejects conflicting changes. The restored keys of an action may conflict with another change, which is then
    /// rejected too.
    mutating func settle() {
        while let (index, reason) = firstClash() {
            let change = changes.remove(at: index)
            refuse(change.command, change.line, reason)
        }
    }

    /// The next change to reject, with the reason.
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
        let owner = other == command ? "itself" : other.id
        if wished == present { return "“\(wished.name)” is \(owner) already" }
        return wished.keys.count < present.keys.count
            ? "“\(wished.name)” begins “\(present.name)” of \(owner)"
            : "“\(wished.name)” begins with “\(present.name)”, which is \(owner)"
    }
}

extension Command {
    /// Whether one key could be meant for either command.
    fileprivate func overlaps(_ other: Command) -> Bool {
        if !scopes.isDisjoint(with: other.scopes) { return true }
        func hides(_ inner: Command, _ outer: Command) -> Bool {
            inner.scopes.contains { $0.outer?.reaches(outer.scopes) == true }
        }
        guard hides(self, other) || hides(other, self) else { return false }
        // Default keys that hide a key of an outer scope, such as moves between thumbnails, are intended.
        let own = keys
        return !other.keys.contains(where: own.contains)
    }
}

/// User text shortened for a sentence.
private func shown(_ text: some StringProtocol) -> String {
    SafeText(text).clipped(to: 40).string
}
