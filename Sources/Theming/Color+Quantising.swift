package import TerminalCore

extension Color {
    /// The nearest colour that the terminal has; none at all without colours.
    package func quantised(to depth: ColorDepth) -> Color {
        switch depth {
        case .direct: self
        case .monochrome: .terminalDefault
        case .indexed256, .ansi16, .ansi8: Quantiser(depth: depth).color(self)
        }
    }
}
