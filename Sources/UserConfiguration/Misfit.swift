/// A value of the file that does not fit its setting.
struct Misfit: Error {
    /// The line, from 1; nil if the parser gives none.
    let line: Int?
    /// One sentence, safe to print.
    let reason: String
}
