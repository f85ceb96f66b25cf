package import TerminalCore

/// A command with its active keys.
@dynamicMemberLookup
package struct KeyBinding: Sendable {
    package let command: Command
    /// The alternative keys; the footer shows the first one. Empty for a command without a key.
    package internal(set) var keys: [KeyChord]

    init(_ command: Command) {
        (self.command, keys) = (command, command.keys)
    }

    /// The default bindings, in the order of the help.
    package static let standard = Command.all.map { KeyBinding($0) }

    package subscript<Value>(dynamicMember keyPath: KeyPath<Command, Value>) -> Value { command[keyPath: keyPath] }

    /// All keys, separated by commas if one is a chord.
    package var keyNames: SafeText { names(of: keys) }

    /// The first two keys in the same notation.
    package var firstKeyNames: SafeText { names(of: keys.prefix(2)) }

    private func names(of keys: some Collection<KeyChord>) -> SafeText {
        let separator = keys.contains { $0.keys.count > 1 } ? ", " : " "
        return SafeText(keys.map(\.name.string).joined(separator: separator))
    }
}
