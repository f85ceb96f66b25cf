/// A color of a theme; its look depends on the terminal's `ColorDepth`.
package enum Color: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case terminalDefault
    /// An entry of the terminal's palette: 0–7 and 8–15 are the user's own colors, 16–255 the fixed cube and grays.
    case palette(UInt8)
    /// 8 bits per channel; only for terminals with `ColorDepth.direct`.
    case rgb(UInt8, UInt8, UInt8)
}

package struct TextAttributes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = TextAttributes(rawValue: 1)
    package static let dim = TextAttributes(rawValue: 2)
    package static let italic = TextAttributes(rawValue: 4)
    package static let underline = TextAttributes(rawValue: 8)
    package static let reverse = TextAttributes(rawValue: 16)
}

package struct Style: Sendable, Hashable {
    package var foreground: Color
    package var background: Color
    package var attributes: TextAttributes

    package init(
        foreground: Color = .terminalDefault, background: Color = .terminalDefault, attributes: TextAttributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colors and no attributes.
    package static let plain = Style()

    package func on(_ background: Color) -> Style {
        var copy = self
        copy.background = background
        return copy
    }

    package func adding(_ attributes: TextAttributes) -> Style {
        var copy = self
        copy.attributes.formUnion(attributes)
        return copy
    }
}

package enum ColorDepth: Sendable, Hashable, Comparable {
    /// No colors, only attributes.
    case monochrome
    /// The palette's entries 0–7.
    case ansi8
    /// The palette's entries 0–15.
    case ansi16
    /// The palette's 256 entries.
    case indexed256
    /// 24-bit colors.
    case direct
}
