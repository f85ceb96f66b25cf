/// The reason why no profile can be chosen: one sentence with the remedy; a usage error (exit status 64).
package struct ProfileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ sentence: String) {
        description = sentence
    }
}
