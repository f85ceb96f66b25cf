/// How escape sequences reach the terminal that obeys them.
package enum KittyRoute: Sendable, Hashable {
    case direct
    /// Wrapped, so that tmux hands them on.
    case tmux

    /// One whole escape sequence as it has to be written.
    func carrying(_ sequence: [UInt8]) -> [UInt8] {
        switch self {
        case .direct: return sequence
        case .tmux:
            var result = Array("\u{1B}Ptmux;".utf8)
            for byte in sequence {
                if byte == 0x1B { result.append(byte) }
                result.append(byte)
            }
            return result + Array("\u{1B}\\".utf8)
        }
    }
}
