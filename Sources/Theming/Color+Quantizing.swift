package import TerminalCore

extension Color {
    /// Returns the nearest color of the terminal; none without colors.
    package func quantized(to depth: ColorDepth) -> Color {
        switch depth {
        case .direct: self
        case .monochrome: .terminalDefault
        case .indexed256, .ansi16, .ansi8: Quantizer(depth: depth).color(self)
        }
    }
}
