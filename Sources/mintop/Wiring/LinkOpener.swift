import Foundation

/// Hands a link to the user's browser, as arguments and never through a shell.
struct LinkOpener: Sendable {
    let environment: [String: String]

    /// Starts the program of `$BROWSER`, else `xdg-open`, with the link as its last argument or in place of `%s`.
    ///
    /// `$BROWSER` may name several commands with colons between them; the first that is installed is used.
    /// - Parameter url: Checked to be http or https before.
    /// - Returns: Nil when the program was started, else a sentence that says why not.
    func open(_ url: String) -> String? {
        let choices = environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 } ?? "xdg-open"
        for choice in choices.split(separator: ":") {
            let words = choice.split(separator: " ").map(String.init)
            guard let name = words.first, let program = executable(name) else { continue }
            var arguments = Array(words.dropFirst())
            if let place = arguments.firstIndex(of: "%s") { arguments[place] = url } else { arguments.append(url) }
            return start(program, arguments)
        }
        return "No program to open links is installed (\(choices)): set BROWSER. The link is \(url)"
    }

    private func start(_ program: String, _ arguments: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            return nil
        } catch {
            return "\(program) could not be started: \(error.localizedDescription)"
        }
    }

    private func executable(_ name: String) -> String? {
        let candidates =
            name.contains("/")
            ? [name] : (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
