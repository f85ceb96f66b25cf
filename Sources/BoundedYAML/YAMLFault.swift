/// A fault in a YAML file.
package struct YAMLFault: Error, Sendable, Hashable {
    /// The line, from 1; nil for the whole file.
    package let line: Int?
    /// One sentence, safe to print.
    package let reason: String
}
