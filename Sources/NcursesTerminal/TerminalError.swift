/// The reason why the terminal could not be opened; its description is the message to show.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    case noTerminal
    case cannotPlaceCursor(name: String)
    case noEntry(tried: [String])
    case alreadyOpen
    /// The system refused a thread, a pipe or the terminal's modes.
    case refused(what: String)

    private static let otherCommands =
        "`mintop --linear` (the same line by line), `mintop operations`, `mintop worlds list`, `mintop models list`, `mintop usage`, `mintop generate` and "
        + "`mintop serve` need none"

    package var description: String {
        switch self {
        case .noTerminal:
            "The dashboard needs a terminal, and standard input or output is none; \(Self.otherCommands)."
        case .cannotPlaceCursor(let name):
            "The dashboard cannot draw on a terminal of type \(name); set TERM to what the terminal is, or use a command "
                + "that needs no terminal: \(Self.otherCommands)."
        case .noEntry(let tried):
            "The terminal database has none of \(tried.joined(separator: ", ")); install ncurses-base, or use a command "
                + "that needs no terminal: \(Self.otherCommands)."
        case .alreadyOpen:
            "The terminal is open already; close it before opening it again."
        case .refused(let what):
            "The system refused \(what), so the terminal cannot be opened; \(Self.otherCommands)."
        }
    }
}
