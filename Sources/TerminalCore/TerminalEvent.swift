/// Something that happened at the terminal.
package enum TerminalEvent: Sendable, Hashable {
    case key(Key)
    /// Text pasted in one piece; not yet cleaned.
    case paste(String)
    case mouse(MouseEvent)
    case resize(Size)
    /// The program was stopped (Ctrl-Z) and came back; the screen was redrawn.
    case resumed
    /// The user or the system asks it to end: SIGINT, SIGTERM, SIGHUP, or the terminal is gone.
    case endRequested(EndReason)
}

/// Why the program should end.
package enum EndReason: Sendable, Hashable {
    case interrupt, terminate, hangUp

    /// The exit status of a program that a signal ended: 128 + its number.
    package var exitStatus: Int32 {
        switch self {
        case .interrupt: 130
        case .terminate: 143
        case .hangUp: 129
        }
    }
}

/// A key press.
package struct Key: Sendable, Hashable {
    package var code: KeyCode
    package var modifiers: KeyModifiers

    package init(_ code: KeyCode, _ modifiers: KeyModifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// A key that types that character, without modifiers; upper case is its own character.
    package static func character(_ character: Character) -> Key { Key(.character(character)) }

    /// Ctrl with a lower-case letter or one of `\ ] ^ _ @`.
    package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
}

/// Which key.
package enum KeyCode: Sendable, Hashable {
    case character(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
}

/// What was held down with it, as far as terminals tell.
package struct KeyModifiers: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let control = KeyModifiers(rawValue: 1)
    package static let alt = KeyModifiers(rawValue: 2)
    package static let shift = KeyModifiers(rawValue: 4)
}

/// A mouse action at a cell.
package struct MouseEvent: Sendable, Hashable {
    /// What the mouse did.
    package enum Action: Sendable, Hashable {
        case press, release, doublePress, wheelUp, wheelDown
        /// The mouse came to another cell with the button down.
        case drag
    }

    package var action: Action
    package var at: Point

    package init(_ action: Action, at: Point) {
        self.action = action
        self.at = at
    }
}
