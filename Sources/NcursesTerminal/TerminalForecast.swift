package import TerminalCore

/// The way to open the terminal of an environment, determined without opening it.
package struct TerminalForecast: Sendable, Hashable {
    /// The first entry of the terminal database to try.
    package var entry: String
    package var depth: ColorDepth
    /// The reason for the depth, as a phrase: `256 colors: TERM=xterm-256color`.
    package var reason: String
    /// Whether characters outside ASCII can be drawn.
    package var isUnicode: Bool
    /// The locale of the environment; empty if none is set.
    package var locale: String
    /// Whether that locale uses UTF-8; if not, and `isUnicode` holds, another one replaces it.
    package var localeIsUTF8: Bool
}

extension TerminalForecast {
    /// Reads the terminal database and the C library. Sets the locale of the process for characters.
    ///
    /// - Throws: `TerminalError` if no entry can be used.
    package init(_ configuration: TerminalConfiguration) throws(TerminalError) {
        let candidates = try TerminalCandidate.all(
            environment: configuration.environment, request: configuration.colors, lookUp: TerminalScreen.entry)
        guard let first = candidates.first else { throw .noEntry(tried: []) }
        let locale = TerminalScreen.locale(configuration.environment)
        // Before the locale to use is set, which is the last one that is checked.
        let localeIsUTF8 = TerminalScreen.writesUTF8(locale)
        self.init(
            entry: first.name, depth: first.depth, reason: first.reason,
            isUnicode: TerminalScreen.useUTF8(configuration.environment), locale: locale, localeIsUTF8: localeIsUTF8)
    }
}
