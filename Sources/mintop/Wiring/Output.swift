import Foundation
import TerminalCore

/// Data goes to stdout, everything else to stderr; both are cleaned of what a terminal would obey.
enum Output {
    /// One line of data.
    static func line(_ text: SafeText) {
        write(text.string + "\n", to: .standardOutput)
    }

    /// JSON text on one line or several; JSON escapes control characters itself, so line breaks stay.
    static func json(_ text: String) {
        let lines = SafeText.lines(of: text).map(\.string)
        write(lines.joined(separator: "\n") + "\n", to: .standardOutput)
    }

    /// One line for a person.
    static func note(_ text: SafeText) {
        write(text.string + "\n", to: .standardError)
    }

    /// One sentence that says what is wrong.
    static func complain(_ sentence: String) {
        note("mintop: \(sentence)")
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // Nobody reads any more (a closed pipe): there is nobody left to tell.
            return
        }
    }
}

/// A text as JSON: in quotes, with everything escaped that must be or that a terminal could obey.
func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
            let hex = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// A value as one line of JSON with sorted keys.
func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
