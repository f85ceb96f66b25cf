import TerminalCore
package import Yams

/// Reads one YAML document of the user, whatever the file holds.
package enum BoundedYAML {
    /// The maximum number of aliases: keys made of aliases of aliases take exponential time to compare.
    private static let aliasLimit = 32

    /// Parses the one document of a file; nil if the file holds only comments.
    ///
    /// - Parameters:
    ///   - yaml: The whole file.
    ///   - limit: The maximum size in KiB.
    /// - Returns: The root node.
    /// - Throws: `YAMLFault`. Of the file's text it holds at most the name of a duplicate key.
    package static func compose(_ yaml: String, limit: Int) throws(YAMLFault) -> Node? {
        guard yaml.utf8.count <= limit * 1024 else {
            throw YAMLFault(line: nil, reason: "The file is larger than \(limit) KiB.")
        }
        guard aliasCount(yaml) <= aliasLimit else {
            throw YAMLFault(line: nil, reason: "The file has more than \(aliasLimit) aliases; write the values out.")
        }
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw fault(error, yaml: yaml)
        } catch {
            throw YAMLFault(line: nil, reason: "The file is not YAML.")
        }
    }

    private static func aliasCount(_ yaml: String) -> Int {
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

    private static func fault(_ error: YamlError, yaml: String) -> YAMLFault {
        func broken(_ line: Int?, _ problem: String) -> YAMLFault {
            // Without text of the file, which may hold a key.
            YAMLFault(line: line, reason: "The YAML is broken: \(SafeText(problem).clipped(to: 120).string).")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return broken(mark.line, problem.contains("nesting level") ? "it is nested too deeply" : problem)
        case .composer(_, let problem, let mark, _):
            // The parser's message names an undefined alias, and that name may be a key.
            return broken(mark.line, problem.contains("alias") ? "an alias (*name) without its anchor" : problem)
        case .reader(let problem, let offset, _, _):
            return broken(offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = SafeText(duplicates.first ?? "").clipped(to: 40).string
            return YAMLFault(line: context.mark.line, reason: "The name “\(key)” is there twice in one map.")
        case .memory:
            return broken(nil, "it is nested too deeply")
        default:
            return broken(nil, "it cannot be read")
        }
    }
}

extension Node {
    /// Whether the value is empty, `~` or `null`.
    package var isNull: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
