package import TerminalCore

/// The table of actions with their active keys.
///
/// In each scope, a key has one meaning, and no key is the prefix of another.
package struct KeyMap: Sendable {
    /// The meaning of a sequence of keys.
    package enum Reading: Sendable, Hashable {
        case command(Command)
        /// The keys are a prefix of one or more chords.
        case beginning
        case nothing
    }

    /// A possible continuation of an incomplete chord.
    package struct Continuation: Sendable, Hashable {
        package let keys: KeyChord
        package let command: Command
    }

    /// The bindings in the order of the help, with their active keys.
    package let bindings: [KeyBinding]
    private let positions: [Command: Int]
    private let commands: [KeyScope: [KeyChord: Command]]
    private let beginnings: [KeyScope: Set<KeyChord>]
    /// The commands by the key shown in the footer.
    private let shown: [KeyScope: [SafeText: Command]]

    package static let standard = KeyMap(KeyBinding.standard)

    init(_ bindings: [KeyBinding]) {
        self.bindings = bindings
        positions = Dictionary(bindings.enumerated().map { ($1.command, $0) }, uniquingKeysWith: { first, _ in first })
        var commands: [KeyScope: [KeyChord: Command]] = [:]
        var beginnings: [KeyScope: Set<KeyChord>] = [:]
        var shown: [KeyScope: [SafeText: Command]] = [:]
        for binding in bindings {
            for scope in binding.command.scopes {
                guard let name = binding.keys.first?.name else { continue }
                shown[scope, default: [:]][name] = shown[scope]?[name] ?? binding.command
            }
            for (scope, chord) in binding.command.scopes.flatMap({ scope in binding.keys.map { (scope, $0) } }) {
                commands[scope, default: [:]][chord] = commands[scope]?[chord] ?? binding.command
                for length in 1..<chord.keys.count {
                    beginnings[scope, default: []].insert(KeyChord(Array(chord.keys.prefix(length))))
                }
            }
        }
        (self.commands, self.beginnings, self.shown) = (commands, beginnings, shown)
    }

    package subscript(command: Command) -> KeyBinding {
        positions[command].map { bindings[$0] } ?? KeyBinding(command)
    }

    /// Returns the action of a nonempty sequence of keys, or whether more keys are expected.
    package func reading(of pressed: [Key], in scope: KeyScope) -> Reading {
        guard !pressed.isEmpty else { return .nothing }
        let chord = KeyChord(pressed)
        let scopes = scope.chain
        if let command = scopes.lazy.compactMap({ commands[$0]?[chord] }).first { return .command(command) }
        return scopes.contains { beginnings[$0]?.contains(chord) == true } ? .beginning : .nothing
    }

    /// The command whose first key has that notation in the scope; nil if there is none.
    func command(shownAs name: SafeText, in scope: KeyScope) -> Command? {
        scope.chain.lazy.compactMap { shown[$0]?[name] }.first
    }

    /// The action of a single key; nil for a key without one in that scope.
    package func command(for key: Key, in scope: KeyScope = .panes) -> Command? {
        if case .command(let command) = reading(of: [key], in: scope) { command } else { nil }
    }

    /// Returns the continuations after these keys, in the order of the table.
    func continuations(of pressed: [Key], in scope: KeyScope) -> [Continuation] {
        bindings.filter { !$0.command.scopes.isDisjoint(with: scope.chain) }.flatMap { binding in
            binding.keys.filter { $0.keys.count > pressed.count && $0.keys.starts(with: pressed) }.map {
                Continuation(keys: KeyChord(Array($0.keys.dropFirst(pressed.count))), command: binding.command)
            }
        }
    }
}

extension KeyScope {
    /// The scopes to search, in order.
    fileprivate var chain: [KeyScope] { [self] + (outer?.chain ?? []) }
}
