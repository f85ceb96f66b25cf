package import TerminalCore

/// A key, or several to be pressed one after the other.
package struct KeyChord: Sendable, Hashable {
    /// The most keys of one; nobody remembers more.
    static let limit = 4

    /// In the order in which they are pressed; 1 to 4.
    package let keys: [Key]

    init(_ keys: [Key]) {
        precondition(!keys.isEmpty, "a chord has at least one key")
        self.keys = keys
    }

    init(_ key: Key) {
        keys = [key]
    }

    /// How it is written: `a`, `Ctrl-d`, `g g`.
    package var name: SafeText { SafeText(keys.map(\.name.string).joined(separator: " ")) }

    /// Whether it comes first where the other is pressed: then the other can never be finished.
    func begins(_ other: KeyChord) -> Bool {
        keys.count <= other.keys.count && other.keys.starts(with: keys)
    }
}

extension Key {
    /// How a key is written in footer and help: `a`, `Ctrl-d`, `PgDn`, `F1`.
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
