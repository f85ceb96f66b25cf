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
            let doubled = sequence.flatMap { $0 == 0x1B ? [$0, $0] : [$0] }
            return Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
        }
    }
}
