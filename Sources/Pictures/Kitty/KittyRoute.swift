/// The route of escape sequences to the terminal.
package enum KittyRoute: Sendable, Hashable {
    case direct
    /// Wrapped for passthrough by tmux.
    case tmux

    /// The bytes of one complete escape sequence for the route.
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
