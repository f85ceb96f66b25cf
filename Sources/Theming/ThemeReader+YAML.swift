import BoundedYAML
import TerminalCore
import Yams

extension ThemeReader {
    /// Parses the one document of the file.
    func root(of yaml: String) throws(ThemeError) -> Node {
        let root: Node?
        do throws(YAMLFault) {
            // A real theme has 4 KiB; larger files are not themes.
            root = try BoundedYAML.compose(yaml, limit: 64)
        } catch {
            throw ThemeError(fileName: fileName, line: error.line, reason: error.reason)
        }
        guard let root else {
            throw ThemeError(fileName: fileName, line: nil, reason: "The file is empty; a theme needs a palette.")
        }
        return root
    }

    /// The entries of a map by key; non-text keys are skipped.
    func fields(of node: Node, in place: String) throws(ThemeError) -> [String: Node] {
        guard let mapping = node.mapping else {
            throw error(at: node, "\(place) has to be a map of keys and values.")
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            if let key = key.scalar?.string { fields[key] = value }
        }
        return fields
    }

    /// The trimmed text of a plain value.
    func scalar(_ node: Node, key: String) throws(ThemeError) -> String {
        guard let scalar = node.scalar else { throw error(at: node, "\(key) has to be a single value.") }
        if node.isNull { return "" }
        return SafeText(scalar.string).string.split(separator: " ").joined(separator: " ")
    }

    func error(at node: Node?, _ reason: String) -> ThemeError {
        ThemeError(fileName: fileName, line: node?.mark?.line, reason: reason)
    }

    /// Text of the file, quoted for an error.
    func quote(_ text: String) -> String {
        "“\(SafeText(text).clipped(to: 40))”"
    }
}
