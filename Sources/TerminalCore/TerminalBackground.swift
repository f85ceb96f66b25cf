/// The background color that the terminal reported.
package struct TerminalBackground: Sendable, Hashable {
    /// 0 to 1 each, in sRGB.
    package let red, green, blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Parses an answer to OSC 11 by the rules of XParseColor.
    ///
    /// - Parameter answer: The part between `ESC ] 11 ;` and the end: `rgb:R/G/B` or `rgba:R/G/B/A` with one to four
    ///   hexadecimal digits each, or `#` and 3, 6, 9 or 12 digits. Nil for anything else.
    package init?(answer: String) {
        let parts: [Substring]
        if answer.hasPrefix("rgb:") || answer.hasPrefix("rgba:") {
            parts = answer.drop { $0 != ":" }.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == (answer.hasPrefix("rgba:") ? 4 : 3) else { return nil }
        } else if answer.hasPrefix("#"), [3, 6, 9, 12].contains(answer.utf8.count - 1) {
            let digits = answer.dropFirst()
            let width = digits.utf8.count / 3
            guard digits.count == digits.utf8.count else { return nil }
            parts = (0..<3).map { digits.dropFirst($0 * width).prefix(width) }
        } else {
            return nil
        }
        let channels = parts.prefix(3).compactMap(Self.channel)
        guard channels.count == 3 else { return nil }
        self.init(red: channels[0], green: channels[1], blue: channels[2])
    }

    /// Whether light text has more contrast on it.
    ///
    /// Approximates the luminance with an sRGB exponent of 2; the limit is a gray perceived as halfway between black
    /// and white.
    package var isDark: Bool {
        0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue < 0.2
    }

    /// Whether `COLORFGBG` says that the terminal is dark, as rxvt and Konsole set it; nil if unknown.
    ///
    /// - Parameter value: The variable's value: palette numbers separated by semicolons, the background last. It is
    ///   inherited, so an answer of the terminal takes precedence.
    /// - Returns: True for the dark colors 0 to 6 and 8, false for the others of the first 16.
    package static func isDark(colorFGBG value: String) -> Bool? {
        let parts = value.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count >= 2, let last = parts.last, last.utf8.count <= 2, let index = UInt8(last), index < 16 else {
            return nil
        }
        return index < 7 || index == 8
    }

    /// One to four hexadecimal digits as a fraction of their maximum.
    private static func channel(_ digits: Substring) -> Double? {
        guard digits.wholeMatch(of: /[0-9A-Fa-f]{1,4}/) != nil, let value = UInt32(digits, radix: 16) else {
            return nil
        }
        return Double(value) / Double(UInt32(1) << UInt32(4 * digits.utf8.count) - 1)
    }
}
