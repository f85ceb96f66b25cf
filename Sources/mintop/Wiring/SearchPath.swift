import Foundation

/// Where the shell would find programs.
struct SearchPath: Sendable {
    private let folders: [String]

    /// - Parameter environment: of which `PATH` is read.
    init(environment: [String: String]) {
        folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    }

    /// The file of a program: what is named by a path itself, else the first of that name; nil where there is none.
    func file(of program: String) -> String? {
        let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
