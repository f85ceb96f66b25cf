package struct ScreenCell: Hashable, Sendable {
    /// The character and its combining marks; empty for the right half of a wide one.
    package var text = " "
    package var look = ScreenLook()
}

/// The style of a cell.
package struct ScreenLook: Hashable, Sendable {
    /// Nil is the terminal's own color, 0 to 255 the palette, and `0x1000000 + 0xRRGGBB` a 24-bit color.
    package var foreground: Int?
    package var background: Int?
    /// The numbers of SGR: 1 bold, 2 dim, 3 italic, 4 underline, 7 reverse.
    package var attributes: Set<Int> = []

    package init(foreground: Int? = nil, background: Int? = nil, attributes: Set<Int> = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
