/// A rejected field of a request, in the server's words (cleaned, bounded).
package struct FieldProblem: Sendable, Hashable {
    /// A path such as `prompt` or `sourceImages[2]`.
    package var path: String
    package var message: String

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}
