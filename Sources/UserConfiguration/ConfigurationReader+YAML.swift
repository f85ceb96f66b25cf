import BoundedYAML
import Yams

extension ConfigurationReader {
    /// The maximum size in KiB; a real file has a few.
    static let limit = 256

    /// Parses the one document of the file; nil if it holds only comments.
    func root(of yaml: String) throws(Misfit) -> Node? {
        do throws(YAMLFault) {
            return try BoundedYAML.compose(yaml, limit: Self.limit)
        } catch {
            throw Misfit(line: error.line, reason: error.reason)
        }
    }
}
