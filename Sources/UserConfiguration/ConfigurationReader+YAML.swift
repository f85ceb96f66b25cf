import TerminalCore
import Yams

extension ConfigurationReader {
    /// A real file has a few KiB; more than this is no configuration, and would only cost time.
    static let byteLimit = 256 * 1024
    /// Keys made of aliases of aliases take exponential time to compare; no configuration needs more than a few.
    private static let aliasLimit = 32

    /// The one document of the file; nil where there is nothing in it but comments.
    func root(of yaml: String) throws(Misfit) -> Node? {
        guard yaml.utf8.count <= Self.byteLimit else {
            throw Misfit(line: nil, reason: "The file is larger than 256 KiB; it is no configuration.")
        }
        guard aliasCount(yaml) <= Self.aliasLimit else {
            throw Misfit(line: nil, reason: "The file has more than 32 aliases; write the values out.")
        }
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw translated(error, yaml: yaml)
        } catch {
            throw Misfit(line: nil, reason: "The file is not YAML.")
        }
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

    private func translated(_ error: YamlError, yaml: String) -> Misfit {
        func fault(_ line: Int?, _ problem: String) -> Misfit {
            // Without the characters of the file: a key may stand there.
            Misfit(line: line, reason: "The YAML is broken: \(SafeText(problem).clipped(to: 120).string).")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return fault(mark.line, problem.contains("nesting level") ? "it is nested too deeply" : problem)
        case .composer(_, let problem, let mark, _):
            // An alias that stands for nothing is named by the problem; whatever has a name may be a key.
            return fault(mark.line, problem.contains("alias") ? "an alias (*name) without its anchor" : problem)
        case .reader(let problem, let offset, _, _):
            return fault(offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            return Misfit(line: context.mark.line, reason: "The name \(quoted(key)) is there twice in one map.")
        case .memory:
            return fault(nil, "it is nested too deeply")
        default:
            return fault(nil, "it cannot be read")
        }
    }
}
