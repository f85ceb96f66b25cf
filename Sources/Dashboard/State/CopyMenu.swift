package import TerminalCore

/// A choice of texts to copy, as they were at the time of the key press.
package struct CopyMenu: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// The key that copies it.
        package let letter: Character
        /// The name in the notice after copying: `the id`.
        package let name: SafeText
        package let lines: [SafeText]

        /// Returns nil if there is nothing to copy.
        init?(_ letter: Character, _ name: SafeText, _ lines: [SafeText]?) {
            guard let lines, lines.contains(where: { !$0.isEmpty }) else { return nil }
            (self.letter, self.name, self.lines) = (letter, name, lines)
        }
    }

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

/// A text without decoration, to be selected with the terminal's own mouse selection.
package struct SelectableText: Sendable, Hashable {
    /// The name of the text: `the id`.
    package let what: SafeText
    /// The reason why the clipboard did not take it.
    package let reason: SafeText
    package let lines: [SafeText]
    /// The first visible row.
    package var offset = 0

    /// The text in rows of at most that many columns, cut between characters.
    func rows(columns: Int) -> [SafeText] {
        lines.flatMap { $0.pieces(columns: columns) }
    }
}

extension SafeText {
    /// Cuts the text into pieces of at most that many columns. Returns at least one piece.
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
