/// An error of reading a mesh file. Each description is one sentence for the user; words from the file are truncated
/// and free of control characters.
package enum MeshReadingError: Error, Equatable, CustomStringConvertible {
    case empty
    /// The data is of another kind, named with an article, such as "a web page".
    case otherKind(String)
    /// No known signature.
    case unknownKind
    /// Valid, but not supported; a full sentence.
    case unsupported(String)
    /// Truncated, corrupt or inconsistent; a full sentence.
    case damaged(String)
    /// Over a limit; names what exceeds it, with the limit.
    case tooLarge(String)
    /// Readable, but without triangles.
    case noTriangles

    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .otherKind(let kind): "This is \(kind), not a GLB file."
        case .unknownKind: "This is not a GLB file."
        case .unsupported(let sentence), .damaged(let sentence): sentence
        case .tooLarge(let what): "The model has more \(what) than can be shown here."
        case .noTriangles: "The model has no triangles to draw."
        }
    }
}

extension MeshReadingError {
    /// Throws an error about a limit again, so that only other errors are left out with a note.
    func rethrowLimit() throws(MeshReadingError) {
        if case .tooLarge = self { throw self }
    }

    /// A word from a file for a message: at most 40 printable ASCII characters.
    static func word(_ text: String) -> String {
        let printable = text.unicodeScalars.prefix(40).map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }
        return String(printable)
    }
}
