import Foundation
import Synchronization
package import TerminalCore
import TerminalServices

/// Writes data to stdout and everything else to stderr, without terminal control sequences.
package enum Output {
    package static func line(_ text: SafeText) {
        write(text.string + "\n", to: .standardOutput)
    }

    /// Prints JSON text. Control and invisible characters are escaped, so the values stay the same.
    package static func json(_ text: String) {
        write(escaped(text) + "\n", to: .standardOutput)
    }

    /// Prints a part of a line of data that is already safe.
    package static func part(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// Whether the reader closed the pipe.
    package static var isClosed: Bool { closed.load(ordering: .relaxed) }

    private static let closed = Atomic(false)

    /// The JSON text with `\u` escapes for control and invisible characters.
    package static func escaped(_ text: String) -> String {
        // Bytes, because appending scalars to a string copies it at each escape.
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

    /// Prints a table of data. Its texts are safe; only its colors are control sequences.
    package static func table(_ table: Table, in place: Table.Place) {
        for line in table.lines(in: place) { write(line + "\n", to: .standardOutput) }
    }

    /// Prints a label, gray if colors are on, and its value. An address at the end of the value becomes a link.
    package static func field(_ label: SafeText, _ value: SafeText, in place: Table.Place) {
        let shown = place.hasColor ? "\u{1B}[90m\(label.string)\u{1B}[0m" : label.string
        let start = value.string.lastIndex(of: " ").map { value.string.index(after: $0) } ?? value.string.startIndex
        let (head, last) = (value.string[..<start], String(value.string[start...]))
        write("\(shown)  \(head)\(place.linked(last, to: SafeURL(last)))\n", to: .standardOutput)
    }

    /// Prints the grade, the subject and the text, and the fix on a line of its own so that it can be copied.
    package static func finding(_ finding: Finding, subject: String, in place: Table.Place) {
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

    /// Prints one line on standard error.
    package static func note(_ text: SafeText) {
        write(text.string + "\n", to: .standardError)
    }

    /// Prints an error message, one sentence.
    package static func complain(_ sentence: String) {
        note("mintop: \(sentence)")
    }

    /// Writes control bytes of mintop, such as the bell, if the output is a terminal.
    package static func signal(_ bytes: [UInt8]) {
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

    /// A closed pipe is normal, as with `head`; any other write error ends the command.
    private static func lost(_ handle: FileHandle, _ error: Int32) {
        guard handle.fileDescriptor == STDOUT_FILENO else { return }
        guard error != EPIPE else { return closed.store(true, ordering: .relaxed) }
        note("mintop: Cannot write the output: \(String(cString: strerror(error)))")
        exit(CommandFailure.Status.cannotWrite.rawValue)
    }
}

package func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
