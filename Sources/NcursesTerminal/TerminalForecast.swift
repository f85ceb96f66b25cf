package import TerminalCore

/// How the terminal of an environment would be opened, and why, without opening it.
package struct TerminalForecast: Sendable, Hashable {
    /// The entry of the terminal database that is tried first.
    package var entry: String
    /// The colours to expect.
    package var depth: ColorDepth
    /// Why this depth, as a phrase: `256 colours: TERM=xterm-256color`.
    package var reason: String
    /// Whether characters outside ASCII can be drawn.
    package var isUnicode: Bool
    /// The locale that the environment asks for; empty where it asks for none.
    package var locale: String
    /// Whether that locale writes UTF-8 itself; where it does not, but `isUnicode` holds, another one stands in for it.
    package var localeIsUTF8: Bool

    package init(
        entry: String, depth: ColorDepth, reason: String, isUnicode: Bool, locale: String, localeIsUTF8: Bool
    ) {
        self.entry = entry
        self.depth = depth
        self.reason = reason
        self.isUnicode = isUnicode
        self.locale = locale
        self.localeIsUTF8 = localeIsUTF8
    }

    /// Asks the terminal database and the C library. It sets the locale of the process for characters.
    ///
    /// - Throws: `TerminalError` where no entry can be used.
    package init(_ configuration: TerminalConfiguration) throws(TerminalError) {
        let candidates = try TerminalCandidate.all(
            environment: configuration.environment, request: configuration.colors, lookUp: TerminalScreen.entry)
        guard let first = candidates.first else { throw .noEntry(tried: []) }
        let locale = TerminalScreen.locale(configuration.environment)
        self.init(
            entry: first.name, depth: first.depth, reason: first.reason,
            isUnicode: TerminalScreen.useUTF8(configuration.environment), locale: locale,
            localeIsUTF8: TerminalScreen.writesUTF8(locale))
        // The question about the one locale left it set.
        _ = TerminalScreen.useUTF8(configuration.environment)
    }
}
