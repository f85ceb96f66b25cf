/// Why no profile can be chosen: one sentence that names the way out; a mistake in usage (exit status 64).
package struct ProfileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ sentence: String) {
        description = sentence
    }
}
