package enum TerminalEvent: Sendable, Hashable {
    case key(Key)
    /// Different characters, Enter and Tab that arrived together: a paste without markers, or keys pressed faster than
    /// they were read.
    case keys([Key])
    /// Text pasted in one piece; not cleaned.
    case paste(String)
    case mouse(MouseEvent)
    case resize(Size)
    /// The program was stopped (Ctrl-Z) and continued; the screen was redrawn.
    case resumed
    /// The user or the system ends the program: SIGINT, SIGTERM, SIGHUP, or a lost terminal.
    case endRequested(EndReason)
}

package enum EndReason: Sendable, Hashable {
    case interrupt, terminate, hangUp

    /// The exit status after a signal: 128 + its number.
    package var exitStatus: Int32 {
        switch self {
        case .interrupt: 130
        case .terminate: 143
        case .hangUp: 129
        }
    }
}

package struct Key: Sendable, Hashable {
    package var code: KeyCode
    package var modifiers: KeyModifiers

    package init(_ code: KeyCode, _ modifiers: KeyModifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// The key of a character without modifiers; upper case is a separate character.
    package static func character(_ character: Character) -> Key { Key(.character(character)) }

    /// Ctrl with a lower-case letter or one of `\ ] ^ _ @`.
    package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
}

package enum KeyCode: Sendable, Hashable {
    case character(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
}

/// The modifier keys, as far as terminals report them.
package struct KeyModifiers: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let control = KeyModifiers(rawValue: 1)
    package static let alt = KeyModifiers(rawValue: 2)
    package static let shift = KeyModifiers(rawValue: 4)
}

package struct MouseEvent: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        case press, release, doublePress, wheelUp, wheelDown
        /// The mouse moved to another cell with the button down.
        case drag
    }

    package var action: Action
    package var at: Point

    package init(_ action: Action, at: Point) {
        self.action = action
        self.at = at
    }
}
