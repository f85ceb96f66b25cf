import TerminalCore

enum TerminalAnswer: Hashable {
    /// Its background color (OSC 11).
    case background(TerminalBackground)
    /// Its device attributes (DA1), which every terminal answers.
    case attributes

    /// - Parameter bytes: A whole sequence; nil if it answers none of our queries.
    init?(_ bytes: ArraySlice<UInt8>) {
        let color: [UInt8] = Array("\u{1B}]11;".utf8)
        if bytes.starts(with: color) {
            var text = bytes.dropFirst(color.count)
            while let last = text.last, last == 0x07 || last == 0x1B || last == UInt8(ascii: "\\") { text.removeLast() }
            guard let background = TerminalBackground(answer: String(decoding: text, as: UTF8.self)) else { return nil }
            self = .background(background)
        } else if bytes.starts(with: Array("\u{1B}[?".utf8)), bytes.last == UInt8(ascii: "c") {
            self = .attributes
        } else {
            return nil
        }
    }
}
