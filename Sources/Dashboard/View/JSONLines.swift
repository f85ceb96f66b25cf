import TerminalCore
import Theming

/// JSON text as indented, colored lines, in the original order.
///
/// Works on tokens without a document, so that text that is not JSON is shown as far as possible.
enum JSONLines {
    static let lineLimit = 2000
    /// The maximum characters shown of one string or number.
    static let tokenLimit = 1000

    static func pretty(_ text: String) -> [StyledLine] {
        var printer = JSONPrinter(tokenLimit: tokenLimit)
        var scanner = JSONScanner(Array(text.utf8))
        while let token = scanner.next() {
            printer.take(token)
            if printer.lines.count >= lineLimit {
                return printer.finish() + [StyledLine("… the rest is not shown", .secondary)]
            }
        }
        return printer.finish()
    }

    /// The whole text as indented lines, for copying.
    static func whole(_ text: String) -> [SafeText] {
        var printer = JSONPrinter(tokenLimit: .max)
        var scanner = JSONScanner(Array(text.utf8))
        while let token = scanner.next() { printer.take(token) }
        return printer.finish().map { line in line.spans.reduce(SafeText.empty) { $0 + $1.text } }
    }
}

private enum JSONToken {
    case open(String)
    case close(String)
    case colon
    case comma
    case string(String)
    case number(String)
    case literal(String)
}

private struct JSONScanner {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> JSONToken? {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            position += 1
            return .open(String(UnicodeScalar(byte)))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            position += 1
            return .close(String(UnicodeScalar(byte)))
        case UInt8(ascii: ":"):
            position += 1
            return .colon
        case UInt8(ascii: ","):
            position += 1
            return .comma
        case UInt8(ascii: "\""): return .string(string())
        default:
            let word = word()
            return byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) ? .number(word) : .literal(word)
        }
    }

    private mutating func string() -> String {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func word() -> String {
        let start = position
        let ends = Set(" \t\r\n{}[]:,\"".utf8)
        while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}

private struct JSONPrinter {
    /// The maximum characters of one string or number.
    let tokenLimit: Int
    private(set) var lines: [StyledLine] = []
    private var current = StyledLine()
    private var depth = 0
    /// Whether the last token is an opening bracket, so that an empty pair stays on one line.
    private var justOpened = false

    init(tokenLimit: Int) {
        self.tokenLimit = tokenLimit
    }

    mutating func take(_ token: JSONToken) {
        switch token {
        case .open(let bracket):
            breakAfterOpening()
            current.append(SafeText(bracket), .secondary)
            depth += 1
            justOpened = true
            return
        case .close(let bracket):
            depth = max(0, depth - 1)
            if !justOpened { newLine() }
            current.append(SafeText(bracket), .secondary)
        case .colon:
            if let key = current.spans.indices.last { current.spans[key].role = .jsonKey }
            current.append(": ", .secondary)
        case .comma:
            current.append(",", .secondary)
            newLine()
        case .string(let text): value(text, .jsonString)
        case .number(let text): value(text, .jsonNumber)
        case .literal(let text): value(text, .jsonLiteral)
        }
        justOpened = false
    }

    private mutating func value(_ text: String, _ role: Role) {
        breakAfterOpening()
        let isLong = text.utf8.count / 4 > tokenLimit
        current.append(isLong ? SafeText(text.prefix(tokenLimit)) + "…" : SafeText(text), role)
    }

    private mutating func breakAfterOpening() {
        if justOpened { newLine() }
        justOpened = false
    }

    private mutating func newLine() {
        lines.append(current)
        current = StyledLine(SafeText("  ").repeated(min(depth, 40)), .text)
    }

    mutating func finish() -> [StyledLine] {
        if !current.spans.isEmpty { lines.append(current) }
        return lines
    }
}
