import TerminalCore

/// An operating system command for the terminal, with the wrapping for multiplexers.
///
/// Every payload is `SafeText` or our own ASCII: no command is made of uncleaned text.
struct OperatingSystemCommand: Sendable, Hashable {
    /// The maximum length for GNU screen, which cuts longer strings at its buffer of at least 256 bytes.
    private static let screenLimit = 240

    /// The part between `ESC ]` and the end; printable characters only.
    let payload: [UInt8]

    init(_ payload: SafeText) {
        self.payload = Array(payload.string.utf8)
    }

    /// - Parameter payload: Printable ASCII; other bytes are removed.
    init(ascii payload: [UInt8]) {
        self.payload = payload.filter { (0x20...0x7E).contains($0) }
    }

    /// Returns the bytes to write.
    ///
    /// - Parameter multiplexer: The multiplexer that must pass them on, if any. tmux does so with `allow-passthrough`
    ///   on, GNU screen always.
    /// - Returns: One sequence, or several for GNU screen.
    func bytes(through multiplexer: TerminalBrand.Multiplexer?) -> [UInt8] {
        let plain = [0x1B, UInt8(ascii: "]")] + payload
        switch multiplexer {
        case nil: return plain + Self.end
        case .tmux:
            let doubled = (plain + Self.end).flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return Array("\u{1B}Ptmux;".utf8) + doubled + Self.end
        case .screen:
            // Inside screen's wrapping BEL ends the sequence; ESC \ would end the wrapping.
            let whole = plain + [0x07]
            return stride(from: 0, to: whole.count, by: Self.screenLimit).flatMap { start -> [UInt8] in
                let piece = whole[start..<min(start + Self.screenLimit, whole.count)]
                return [0x1B, UInt8(ascii: "P")] + piece + Self.end
            }
        }
    }

    private static let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]
}
