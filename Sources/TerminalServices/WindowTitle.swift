package import TerminalCore

/// The title of the terminal's window. It starts with what needs the user, so that this shows in a narrow tab.
package enum WindowTitle {
    private static let columnLimit = 80

    /// - Parameters:
    ///   - counts: The counts in order of importance, each with its sign; zero counts are omitted.
    ///   - profile: The name of the server.
    /// - Returns: `◆2 ◐4 mintop LOCAL`; at most 80 columns.
    package static func text(counts: [(count: Int, sign: SafeText)], profile: SafeText) -> SafeText {
        let parts = counts.filter { $0.count > 0 }.map { "\($0.sign.string)\($0.count)" }
        let name = profile.isEmpty ? "mintop" : "mintop \(profile.string)"
        return SafeText((parts + [name]).joined(separator: " ")).clipped(to: columnLimit)
    }
}
