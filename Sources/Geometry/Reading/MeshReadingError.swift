/// Why a file could not be read as a mesh. Each description is one sentence for a person; words taken from the file are
/// cut short and free of control characters.
package enum MeshReadingError: Error, Equatable, CustomStringConvertible {
    case empty
    /// The data is of another kind; its name with an article, such as "a web page".
    case otherKind(String)
    /// No known beginning.
    case unknownKind
    /// Valid, but made for other programs; a whole sentence.
    case unsupported(String)
    /// Cut off, corrupt or lying; a whole sentence.
    case damaged(String)
    /// Beyond the limits; what there is too much of, with the limit.
    case tooLarge(String)
    /// Readable, but nothing to draw.
    case noTriangles

    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .otherKind(let kind): "This is \(kind), not a model: GLB, OBJ, STL or a ZIP archive of one is needed."
        case .unknownKind: "The file is neither GLB, OBJ, STL nor a ZIP archive of one."
        case .unsupported(let sentence), .damaged(let sentence): sentence
        case .tooLarge(let what): "The model has more \(what) than can be shown here."
        case .noTriangles: "The model has no triangles to draw."
        }
    }
}

extension MeshReadingError {
    /// A word from a file, fit for a message: at most 40 printable ASCII characters.
    static func word(_ text: String) -> String {
        let printable = text.unicodeScalars.prefix(40).map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }
        return String(printable)
    }
}
