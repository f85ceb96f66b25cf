package import TerminalCore

/// Which keys do what: the table of commands with the keys that are in force.
///
/// No key of it is the beginning of another one where both could be pressed, and none has two meanings in one place.
package struct KeyMap: Sendable {
    /// What keys that were pressed one after the other mean.
    package enum Reading: Sendable, Hashable {
        case command(Command)
        /// They begin one or more.
        case beginning
        case nothing
    }

    /// One way to go on after the first keys of a chord.
    package struct Continuation: Sendable, Hashable {
        /// The keys that are still to be pressed.
        package let keys: KeyChord
        package let command: Command
    }

    /// The table in the order of the help, each line with its keys in force.
    package let bindings: [KeyBinding]
    private let positions: [Command: Int]
    private let commands: [KeyScope: [KeyChord: Command]]
    private let beginnings: [KeyScope: Set<KeyChord>]
    /// The commands by the key that the footer shows for them.
    private let shown: [KeyScope: [SafeText: Command]]

    /// The keys as they come with the program.
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

    /// The line of a command.
    package subscript(command: Command) -> KeyBinding? {
        positions[command].map { bindings[$0] }
    }

    /// What these keys mean there.
    ///
    /// - Parameters:
    ///   - pressed: at least one key, the first first.
    ///   - scope: where keys go.
    /// - Returns: The command they are, or whether more keys are awaited.
    package func reading(of pressed: [Key], in scope: KeyScope) -> Reading {
        guard !pressed.isEmpty else { return .nothing }
        let chord = KeyChord(pressed)
        let scopes = scope.chain
        if let command = scopes.lazy.compactMap({ commands[$0]?[chord] }).first { return .command(command) }
        return scopes.contains { beginnings[$0]?.contains(chord) == true } ? .beginning : .nothing
    }

    /// The command whose first key is written like that there; nil where none is.
    func command(shownAs name: SafeText, in scope: KeyScope) -> Command? {
        scope.chain.lazy.compactMap { shown[$0]?[name] }.first
    }

    /// The command of a single key; nil for a key that does nothing there by itself.
    package func command(for key: Key, in scope: KeyScope = .panes) -> Command? {
        if case .command(let command) = reading(of: [key], in: scope) { command } else { nil }
    }

    /// How it may go on after these keys, in the order of the table.
    func continuations(of pressed: [Key], in scope: KeyScope) -> [Continuation] {
        bindings.filter { !$0.command.scopes.isDisjoint(with: scope.chain) }.flatMap { binding in
            binding.keys.filter { $0.keys.count > pressed.count && $0.keys.starts(with: pressed) }.map {
                Continuation(keys: KeyChord(Array($0.keys.dropFirst(pressed.count))), command: binding.command)
            }
        }
    }
}

extension KeyScope {
    /// Where a key is looked for, one after the other.
    fileprivate var chain: [KeyScope] { [self] + (outer?.chain ?? []) }
}
