/// Why a file is not the YAML it should be.
package struct YAMLFault: Error, Sendable, Hashable {
    /// From 1; nil where it is about the whole file.
    package let line: Int?
    /// One sentence, safe to print.
    package let reason: String
}
