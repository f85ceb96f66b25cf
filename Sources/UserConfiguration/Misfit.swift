/// A value of the file that is not what its setting takes.
struct Misfit: Error {
    /// From 1; nil where the parser does not say.
    let line: Int?
    /// One sentence, safe to print.
    let reason: String
}
