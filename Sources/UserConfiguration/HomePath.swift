/// Paths that begin with `~/`.
enum HomePath {
    /// The path with the home folder in place of `~`; nil where it needs one and `HOME` is no absolute path.
    static func expanded(_ path: String, in environment: [String: String]) -> String? {
        guard path.hasPrefix("~/") else { return path }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + path.dropFirst(1)
    }
}
