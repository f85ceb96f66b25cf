import TerminalCore

/// A sequence that asks the terminal for something besides drawing, in the frame that gets it there.
///
/// There is no way to make one of text that was not cleaned: every payload is `SafeText` or letters of our own.
struct OperatingSystemCommand: Sendable, Hashable {
    /// GNU screen cuts a passed-on string that is longer than its buffer; the smallest one has 256 bytes.
    private static let screenLimit = 240

    /// What stands between `ESC ]` and the end; printable characters alone.
    let payload: [UInt8]

    init(_ payload: SafeText) {
        self.payload = Array(payload.string.utf8)
    }

    /// - Parameter payload: Printable ASCII; other bytes are left out.
    init(ascii payload: [UInt8]) {
        self.payload = payload.filter { (0x20...0x7E).contains($0) }
    }

    /// The bytes to write.
    ///
    /// - Parameter multiplexer: What has to pass it on; nil where it goes straight to the terminal. tmux does so where
    ///   `allow-passthrough` is on, GNU screen always.
    /// - Returns: One sequence, or several for GNU screen.
    func bytes(through multiplexer: TerminalBrand.Multiplexer?) -> [UInt8] {
        let plain = [0x1B, UInt8(ascii: "]")] + payload
        switch multiplexer {
        case nil: return plain + Self.end
        case .tmux:
            let doubled = (plain + Self.end).flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return Array("\u{1B}Ptmux;".utf8) + doubled + Self.end
        case .screen:
            // Inside screen's own frame BEL ends the sequence, since ESC \ would end the frame.
            let whole = plain + [0x07]
            return stride(from: 0, to: whole.count, by: Self.screenLimit).flatMap { start -> [UInt8] in
                let piece = whole[start..<min(start + Self.screenLimit, whole.count)]
                return [0x1B, UInt8(ascii: "P")] + piece + Self.end
            }
        }
    }

    private static let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]
}
