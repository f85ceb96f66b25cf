import Foundation

/// The folders in which the shell finds programs.
package struct SearchPath: Sendable {
    private let folders: [String]

    package init(environment: [String: String]) {
        folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    }

    /// The file of a program: a path with a slash, otherwise the first match in `PATH`; nil if it is not executable.
    package func file(of program: String) -> String? {
        let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
