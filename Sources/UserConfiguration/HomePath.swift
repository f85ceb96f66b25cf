/// Expands paths that begin with `~/`.
package enum HomePath {
    /// The path with `~` replaced by the home folder; nil if `HOME` is needed and not an absolute path.
    package static func expanded(_ path: String, in environment: [String: String]) -> String? {
        guard path.hasPrefix("~/") else { return path }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + path.dropFirst(1)
    }
}
