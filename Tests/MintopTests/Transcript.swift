import Foundation
import TestScreen
import TestTerminal

/// The output of commands as a text that is the same in every run.
struct Transcript {
    private let environment: [String: String]
    private(set) var text = ""

    /// - Parameter environment: The environment of each command.
    init(environment: [String: String]) {
        self.environment = environment
    }

    /// Runs a command on a terminal of that many columns, or into a pipe.
    @discardableResult
    mutating func run(
        _ words: String..., columns: Int? = nil, settings: [String: String] = [:]
    ) throws -> String {
        try run(words, columns: columns, settings: settings)
    }

    /// Runs a command on a terminal of that many columns, or into a pipe.
    ///
    /// - Parameters:
    ///   - words: The command.
    ///   - columns: The width of the terminal; nil for a pipe.
    ///   - settings: Added to the environment.
    /// - Returns: The unchanged output, from standard output or the terminal.
    /// - Throws: If the program cannot be started or does not end.
    @discardableResult
    mutating func run(_ words: [String], columns: Int?, settings: [String: String] = [:]) throws -> String {
        let environment = environment.merging(settings) { $1 }
        let shown = words.map { $0.contains(" ") || $0.isEmpty ? "\"\($0)\"" : $0 }.joined(separator: " ")
        if let columns {
            let terminal = try PseudoTerminal(
                BuiltProduct.path("mintop"), words, environment: environment, columns: columns)
            let status = try terminal.waitForExit(seconds: 60)
            let printed = String(decoding: terminal.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
            add(columns, shown, printed, status)
            return printed
        }
        let result = try mintop(words, environment: environment)
        let errors = result.errors.split(separator: "\n").map { "! \($0)\n" }.joined()
        add(nil, shown, result.output + errors, result.status)
        return result.output
    }

    private mutating func add(_ columns: Int?, _ command: String, _ printed: String, _ status: Int32) {
        let isPiped = columns == nil
        let plain = printed.replacing(/\u{1B}\[[0-9;]*[a-zA-Z]/, with: "").replacing(
            /([ ]{2,})(\d+[smhdw]\d{0,2}|now)(?=  | *\n)/
        ) { match in
            // Ages and durations are aligned to the right. On a terminal, columns are at least as wide as their
            // heading; in a pipe, as narrow as possible.
            let width = max(match.output.1.count + match.output.2.count, 6)
            return isPiped ? "  TIME" : String(repeating: " ", count: width - 4) + "TIME"
        }
        let place = columns.map { "\($0) columns" } ?? "piped"
        text += "$ mintop \(command)    # \(place)\n\(plain)\(status == 0 ? "" : "[\(status)]\n")\n"
    }

    /// The text without anything that depends on the run, the machine or the time; columns stay aligned.
    var normalized: String {
        var result = Self.numbered(text)
        result = result.replacing(/http:\/\/127\.0\.0\.1:[0-9]+(?=( *))/) { match in
            // In a column, spaces compensate for a short port.
            match.output.1.isEmpty ? "http://HOST" : "http://HOST".padded(to: match.output.0.count)
        }
        result = result.replacing(/\?expires=[^ \n]+/, with: "?EXPIRES")
        result = result.replacing(/0x[0-9a-f]{40}/, with: "0xUSER")
        result = result.replacing(/(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d/, with: "HH:MM:SS")
        // The validity of a link depends on the minute.
        result = result.replacing(/[0-9]+ (min|h)[ ]+/, with: "LINK  ").replacing(
            /link[ ]+file\n/, with: "link  file\n")
        // It may or may not be queued still.
        result = result.replacing(/(op_\d{16}  )(queued|running)\n/) { "\($0.output.1)at work\n" }
        return result
    }

    /// Replaces ids with numbers in order of appearance, with the same width.
    private static func numbered(_ text: String) -> String {
        var known: [String: String] = [:]
        return text.replacing(/\b(op|world|model|job)_[A-Za-z0-9]{16}\b/) { match in
            let id = String(match.output.0)
            if let number = known[id] { return number }
            let count = String(known.count + 1)
            let number = "\(match.output.1)_" + String(repeating: "0", count: 16 - count.count) + count
            known[id] = number
            return number
        }
    }

    /// Returns the difference to the recorded text of that name, if any.
    func difference(_ name: String, testFile: String = #filePath) -> String? {
        Golden.difference(normalized, name, folder: "Golden", testFile: testFile)
    }
}

extension String {
    /// Followed by as many spaces as that many characters need.
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, count - self.count))
    }
}
