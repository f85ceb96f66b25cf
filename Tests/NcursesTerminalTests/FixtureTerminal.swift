import Foundation
import TestTerminal

/// Starts the fixture program on a terminal and waits until it has drawn.
func startFixture(
    _ arguments: String..., environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
) throws -> PseudoTerminal {
    // Otherwise a crash waits at the backtracer's prompt.
    let quiet = ["SWIFT_BACKTRACE": "enable=no"]
    return try PseudoTerminal(
        BuiltProduct.path("terminal-fixture"), arguments, environment: quiet.merging(environment) { $1 },
        columns: columns, rows: rows)
}

/// The bytes of Alt with a function key, which the fixture's echo scene handles.
func act(_ number: Int) -> String {
    let codes = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    return "\u{1B}[\(codes[number - 1]);3~"
}

/// A file that is deleted with the value.
final class TemporaryFile {
    let path = NSTemporaryDirectory() + "mintop-test-" + UUID().uuidString

    deinit {
        // It may never have been made.
        try? FileManager.default.removeItem(atPath: path)
    }
}
