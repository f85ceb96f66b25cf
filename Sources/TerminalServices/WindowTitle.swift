package import TerminalCore

/// What the terminal's window is called: what waits for a person first, so that it shows in a narrow tab.
package enum WindowTitle {
    private static let columnLimit = 80

    /// - Parameters:
    ///   - counts: How many of what, in the order in which they matter, each with the sign that goes before the number; what
    ///     is zero is left out.
    ///   - profile: Which server it is.
    /// - Returns: `◆2 ◐4 mintop LOCAL`; at most 80 columns.
    package static func text(counts: [(count: Int, sign: SafeText)], profile: SafeText) -> SafeText {
        let parts = counts.filter { $0.count > 0 }.map { "\($0.sign.string)\($0.count)" }
        let name = profile.isEmpty ? "mintop" : "mintop \(profile.string)"
        return SafeText((parts + [name]).joined(separator: " ")).clipped(to: columnLimit)
    }
}
