package import TerminalCore

/// A key, or a sequence of keys.
package struct KeyChord: Sendable, Hashable {
    static let limit = 4

    /// In order; 1 to 4 keys.
    package let keys: [Key]

    init(_ keys: [Key]) {
        precondition(!keys.isEmpty, "a chord has at least one key")
        self.keys = keys
    }

    init(_ key: Key) {
        keys = [key]
    }

    /// The notation: `a`, `Ctrl-d`, `g g`.
    package var name: SafeText { SafeText(keys.map(\.name.string).joined(separator: " ")) }

    /// Whether this chord is a prefix of the other, which would make that one unreachable.
    func begins(_ other: KeyChord) -> Bool {
        keys.count <= other.keys.count && other.keys.starts(with: keys)
    }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
    package init(extendedGraphemeClusterLiteral character: Character) {
        self.init(.character(character))
    }
}

extension Key {
    /// The notation in footer and help: `a`, `Ctrl-d`, `PgDn`, `F1`.
    package var name: SafeText {
        var prefix = ""
        if modifiers.contains(.control) { prefix += "Ctrl-" }
        if modifiers.contains(.alt) { prefix += "Alt-" }
        if modifiers.contains(.shift) { prefix += "Shift-" }
        return "\(prefix)\(code.name)"
    }
}

extension KeyCode {
    fileprivate var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
