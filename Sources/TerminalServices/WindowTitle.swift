package import TerminalCore

/// What the terminal's window is called: what waits for a person first, so that it shows in a narrow tab.
package enum WindowTitle {
    private static let columnLimit = 80

    /// - Parameters:
    ///   - counts: How many of what, in the order in which they matter; what is zero is left out.
    ///   - profile: Which server it is.
    /// - Returns: `2 review · 3 running — mintop local`; at most 80 columns.
    package static func text(counts: [(count: Int, word: SafeText)], profile: SafeText) -> SafeText {
        let parts = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.word.string)" }
        let name = profile.isEmpty ? "mintop" : "mintop \(profile.string)"
        let text = parts.isEmpty ? name : parts.joined(separator: " · ") + " — " + name
        return SafeText(text).clipped(to: columnLimit)
    }
}
