import BoundedYAML
import Yams

extension ConfigurationReader {
    /// A real file has a few KiB; more than this is no configuration, and would only cost time.
    static let limit = 256

    /// The one document of the file; nil where there is nothing in it but comments.
    func root(of yaml: String) throws(Misfit) -> Node? {
        do throws(YAMLFault) {
            return try BoundedYAML.compose(yaml, limit: Self.limit, purpose: "configuration")
        } catch {
            throw Misfit(line: error.line, reason: error.reason)
        }
    }
}
