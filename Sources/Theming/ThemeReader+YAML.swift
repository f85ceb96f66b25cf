import TerminalCore
import Yams

extension ThemeReader {
    /// A real theme has 4 KiB; more than this is no theme, and would only cost time.
    private static let byteLimit = 64 * 1024
    /// Keys made of aliases of aliases take exponential time to compare; no theme needs more than a few.
    private static let aliasLimit = 32

    /// The one document of the file.
    func root(of yaml: String) throws(ThemeError) -> Node {
        guard yaml.utf8.count <= Self.byteLimit else {
            throw ThemeError(fileName: fileName, line: nil, reason: "The file is larger than 64 KiB; it is no theme.")
        }
        guard aliasCount(yaml) <= Self.aliasLimit else {
            throw ThemeError(
                fileName: fileName, line: nil, reason: "The file has more than 32 aliases; write the values out.")
        }
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw ThemeError(fileName: fileName, line: nil, reason: "The file is empty; a theme needs a palette.")
            }
            return node
        } catch let error as ThemeError {
            throw error
        } catch let error as YamlError {
            throw translated(error, yaml: yaml)
        } catch {
            throw ThemeError(fileName: fileName, line: nil, reason: "The file is not YAML.")
        }
    }

    /// The entries of a map by their key; what has no text for a key is left out.
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

    /// The text of a plain value, without the white space around it.
    func scalar(_ node: Node, key: String) throws(ThemeError) -> String {
        guard let scalar = node.scalar else { throw error(at: node, "\(key) has to be a single value.") }
        if scalar.style == .plain, ["~", "null"].contains(scalar.string) { return "" }
        return SafeText(scalar.string).string.split(separator: " ").joined(separator: " ")
    }

    func isEmpty(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    func error(at node: Node?, _ reason: String) -> ThemeError {
        ThemeError(fileName: fileName, line: node?.mark?.line, reason: reason)
    }

    /// Text of the file as an error may repeat it.
    func quote(_ text: String) -> String {
        "“\(SafeText(text).clipped(to: 40))”"
    }

    private func aliasCount(_ yaml: String) -> Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in yaml.utf8 {
            let isName =
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
                default: false
                }
            if previous == UInt8(ascii: "*"), isName { count += 1 }
            previous = byte
        }
        return count
    }

    private func translated(_ error: YamlError, yaml: String) -> ThemeError {
        func fault(_ line: Int?, _ problem: String) -> ThemeError {
            ThemeError(
                fileName: fileName, line: line, reason: "The YAML is broken: \(SafeText(problem).clipped(to: 120)).")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return fault(mark.line, problem)
        case .reader(let problem, let offset, _, _):
            return fault(offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            return ThemeError(
                fileName: fileName, line: context.mark.line, reason: "The key \(quote(key)) is there twice.")
        case .memory:
            return fault(nil, "it is nested too deeply")
        default:
            return fault(nil, "it cannot be read")
        }
    }
}
