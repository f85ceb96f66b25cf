package import TerminalCore

/// What of something can be copied. The texts were taken when the key was pressed.
package struct CopyMenu: Sendable, Hashable {
    /// One of them.
    package struct Entry: Sendable, Hashable {
        /// The key that copies it.
        package let letter: Character
        /// What it is, as the message after it says: `the id`.
        package let name: SafeText
        package let lines: [SafeText]

        /// Nil where there is nothing to copy.
        init?(_ letter: Character, _ name: SafeText, _ lines: [SafeText]?) {
            guard let lines, lines.contains(where: { !$0.isEmpty }) else { return nil }
            (self.letter, self.name, self.lines) = (letter, name, lines)
        }
    }

    /// What it is about, and which texts there are.
    struct Identity: Sendable, Hashable {
        let subject: DetailSubject?
        let letters: [Character]
    }

    let subject: DetailSubject?
    package let title: SafeText
    /// At least one.
    package let entries: [Entry]
    package var selected = 0

    var identity: Identity { Identity(subject: subject, letters: entries.map(\.letter)) }
}

/// A text on the bare screen, to be selected with the mouse of the terminal.
package struct SelectableText: Sendable, Hashable {
    /// What it is: `the id`.
    package let what: SafeText
    /// Why nothing took it.
    package let reason: SafeText
    package let lines: [SafeText]
    /// The first visible row.
    package var offset = 0

    /// The text in rows of at most that many columns: nothing is left out, and no word is moved.
    func rows(columns: Int) -> [SafeText] {
        lines.flatMap { $0.pieces(columns: columns) }
    }
}

extension SafeText {
    /// The text cut into pieces of at most that many columns, with every character in one of them; at least one piece.
    func pieces(columns: Int) -> [SafeText] {
        let limit = max(2, columns)
        guard self.columns > limit else { return [self] }
        var (pieces, current, used) = ([SafeText](), "", 0)
        forEachGlyph { glyph in
            if used + glyph.columns > limit {
                pieces.append(SafeText(current))
                (current, used) = ("", 0)
            }
            current += glyph.text
            used += glyph.columns
        }
        return pieces + [SafeText(current)]
    }
}
