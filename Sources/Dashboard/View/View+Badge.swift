import TerminalCore
import Theming

extension State {
    /// The profile as it stands in the frame and in dialogs: its word and name, and a lock where nothing may be changed.
    ///
    /// - Parameters:
    ///   - hasName: Whether the profile's name is in it.
    ///   - hasLockWord: Whether the lock has its word beside it.
    /// - Returns: One line, with air at both ends.
    func badgeLine(hasName: Bool = true, hasLockWord: Bool = true) -> StyledLine {
        let text = hasName ? badge.text : SafeText(badge.word)
        var line = StyledLine(" \(text) ", badge.isLocal ? .badgeLocal : .badgeLive)
        if isReadOnly {
            line.append(hasLockWord ? " \(lock) read-only " : " \(lock) ", .chip)
        } else if isArmed {
            line.append(hasLockWord ? " armed " : " ! ", .chip)
        }
        return line
    }

    /// The same, as long as there is room for; nil where there is none.
    func badgeLine(columns: Int) -> StyledLine? {
        let lines = [badgeLine(), badgeLine(hasLockWord: false), badgeLine(hasName: false, hasLockWord: false)]
        return lines.first { $0.columns <= columns }
    }
}

/// What is closed; one column wide and in more fonts than a padlock is.
private let lock: SafeText = "⊠"

extension Style {
    /// Text that can be read on a profile's colour; nil for the terminal's own colour, which is none.
    init?(badge color: Color) {
        let isDark: Bool
        switch color {
        case .terminalDefault: return nil
        // Red, blue, magenta and black are dark in nearly every palette.
        case .palette(let index) where index < 16: isDark = [0, 1, 4, 5, 8].contains(index)
        case .palette(let index) where index >= 232: isDark = index < 244
        case .palette(let index):
            let (red, green, blue) = (Int(index - 16) / 36, Int(index - 16) / 6 % 6, Int(index - 16) % 6)
            isDark = 3 * red + 6 * green + blue < 25
        case .rgb(let red, let green, let blue):
            isDark = 299 * Int(red) + 587 * Int(green) + 114 * Int(blue) < 128_000
        }
        let text: Color
        switch color {
        case .rgb: text = isDark ? .rgb(255, 255, 255) : .rgb(0, 0, 8)
        case .palette(let index) where index >= 16: text = .palette(isDark ? 231 : 16)
        case .palette, .terminalDefault: text = .palette(isDark ? 7 : 0)
        }
        self.init(foreground: text, background: color, attributes: .bold)
    }
}
