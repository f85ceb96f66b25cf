import Foundation

/// Finds executables of this package that were built with the tests.
package enum BuiltProduct {
    /// The path of the executable in the folder the running tests were built into.
    package static func path(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
        // Other runners are some folders deeper.
        for _ in 0..<4 {
            let candidate = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        throw PseudoTerminalFailure(description: "there is no executable \(name) beside \(tests); build it first")
    }
}
