import Foundation
import TerminalCore
import TerminalServices

/// Data goes to stdout, everything else to stderr; both are cleaned of what a terminal would obey.
enum Output {
    /// One line of data.
    static func line(_ text: SafeText) {
        write(text.string + "\n", to: .standardOutput)
    }

    /// JSON text on one line or several. What a terminal could obey or hide is escaped, so that no value changes.
    static func json(_ text: String) {
        write(escaped(text) + "\n", to: .standardOutput)
    }

    /// The JSON text with `\u` escapes for all that a terminal could obey or hide.
    static func escaped(_ text: String) -> String {
        // Bytes, because text that grows by scalars is copied whole with every escape.
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar == "\n" || (0x20...0x7E).contains(scalar.value)
                || SafeText(String(scalar)).string.unicodeScalars.first == scalar
            {
                result += UTF8.encode(scalar).map(Array.init) ?? []
            } else {
                for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                    let hex = String(unit, radix: 16)
                    result += Array(("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
                }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A table of data; its texts are safe, and its colours are ours.
    static func table(_ table: Table, in place: Table.Place) {
        for line in table.lines(in: place) { write(line + "\n", to: .standardOutput) }
    }

    /// A label and its value, the label in grey where there are colours; an address at its end is a link to itself.
    static func field(_ label: SafeText, _ value: SafeText, in place: Table.Place) {
        let shown = place.hasColor ? "\u{1B}[90m\(label.string)\u{1B}[0m" : label.string
        let start = value.string.lastIndex(of: " ").map { value.string.index(after: $0) } ?? value.string.startIndex
        let (head, last) = (value.string[..<start], String(value.string[start...]))
        write("\(shown)  \(head)\(place.linked(last, to: SafeURL(last)))\n", to: .standardOutput)
    }

    /// A grade, a subject and what is so, and below the line that mends it, whole, so that it can be copied.
    static func finding(_ finding: Finding, subject: String, in place: Table.Place) {
        let color =
            switch finding.grade {
            case .fine: 32
            case .note: 33
            case .broken: 31
            }
        let word = finding.grade.rawValue.padding(toLength: 4, withPad: " ", startingAt: 0)
        let shown = place.hasColor ? "\u{1B}[\(color)m\(word)\u{1B}[0m" : word
        let indent = String(repeating: " ", count: 4 + 2 + subject.count + 2)
        let lines = SafeText.wrapped(finding.text.string, columns: max((place.columns ?? 10_000) - indent.count, 24))
        for (number, line) in lines.enumerated() {
            write((number == 0 ? "\(shown)  \(subject)  " : indent) + line.string + "\n", to: .standardOutput)
        }
        if let remedy = finding.remedy.map({ SafeText($0).string }) {
            write(indent + (place.hasColor ? "\u{1B}[1m\(remedy)\u{1B}[0m" : remedy) + "\n", to: .standardOutput)
        }
    }

    /// One line for a person.
    static func note(_ text: SafeText) {
        write(text.string + "\n", to: .standardError)
    }

    /// One sentence that says what is wrong.
    static func complain(_ sentence: String) {
        note("mintop: \(sentence)")
    }

    /// Bytes of our own that draw nothing, such as the bell, where the output is a terminal.
    static func signal(_ bytes: [UInt8]) {
        guard isatty(STDOUT_FILENO) == 1 else { return }
        write(bytes, to: .standardOutput)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        write(Array(text.utf8), to: handle)
    }

    private static func write(_ bytes: [UInt8], to handle: FileHandle) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(handle.fileDescriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return lost(handle, errno)
            }
        }
    }

    /// A closed pipe is how `head` says it has enough; any other loss is an error of the command.
    private static func lost(_ handle: FileHandle, _ error: Int32) {
        guard handle.fileDescriptor == STDOUT_FILENO, error != EPIPE else { return }
        note("mintop: the output could not be written: \(String(cString: strerror(error)))")
        exit(CommandFailure.Status.cannotWrite.rawValue)
    }
}

/// A value as one line of JSON with sorted keys.
func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
