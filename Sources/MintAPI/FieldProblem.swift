/// One field of a request that the server did not take, in its words (cleaned, bounded).
package struct FieldProblem: Sendable, Hashable {
    /// Such as `prompt` or `sourceImages[2]`.
    package var path: String
    package var message: String

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}
