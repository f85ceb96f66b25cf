import TerminalCore
import Theming

extension State {
    /// Returns the profile for the frame and dialogs, with a space at both ends: its word and name, and a lock,
    /// optionally with its word, if it is read-only.
    func badgeLine(hasName: Bool = true, hasLockWord: Bool = true) -> StyledLine {
        let text = hasName ? badge.text : SafeText(badge.word)
        var line = StyledLine(" \(text) ", badge.isLocal ? .badgeLocal : .badgeLive)
        if isReadOnly {
            line.append(hasLockWord ? " \(lock) read-only " : " \(lock) ", .chip)
        } else if decisions.isArmed {
            line.append(hasLockWord ? " armed " : " ! ", .chip)
        }
        return line
    }

    /// The longest form that fits, if any.
    func badgeLine(columns: Int) -> StyledLine? {
        let lines = [badgeLine(), badgeLine(hasLockWord: false), badgeLine(hasName: false, hasLockWord: false)]
        return lines.first { $0.columns <= columns }
    }
}

/// The read-only symbol; one column wide and in more fonts than a padlock.
private let lock: SafeText = "⊠"

extension Style {
    /// A readable style on a profile's color; nil for the terminal's default color.
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
