package import TerminalCore

/// Text for the clipboard: cleaned lines, so that pasting it into a terminal runs nothing from outside.
package struct ClipboardText: Sendable, Hashable {
    /// The lines, without a trailing empty one.
    package let lines: [SafeText]

    /// One line: an id, an address, a prompt.
    package init(_ line: SafeText) {
        lines = [line]
    }

    /// Several lines: JSON, a command.
    package init(lines: [SafeText]) {
        self.lines = lines
    }

    /// UTF-8 with line feeds between the lines and none at the end: pasting runs nothing.
    package var bytes: [UInt8] {
        Array(lines.map(\.string).joined(separator: "\n").utf8)
    }
}
