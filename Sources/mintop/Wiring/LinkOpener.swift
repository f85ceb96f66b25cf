import Foundation

/// Hands a link to the user's browser, as arguments and never through a shell.
struct LinkOpener: Sendable {
    let environment: [String: String]

    /// The commands of `$BROWSER`, with colons between them, else `xdg-open`.
    var commands: String { environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 } ?? "xdg-open" }

    /// Starts the program of `$BROWSER`, else `xdg-open`, with the link as its last argument or in place of `%s`.
    ///
    /// `$BROWSER` may name several commands with colons between them; the first that is installed is used.
    /// - Parameter url: Checked to be http or https before.
    /// - Returns: Nil when the program runs, or ended well within a second; else a sentence that says what went wrong.
    func open(_ url: String) async -> String? {
        let path = SearchPath(environment: environment)
        for choice in commands.split(separator: ":") {
            let words = choice.split(separator: " ").map(String.init)
            guard let name = words.first, let program = path.file(of: name) else { continue }
            var arguments = Array(words.dropFirst())
            if let place = arguments.firstIndex(of: "%s") { arguments[place] = url } else { arguments.append(url) }
            return await start(program, arguments, url)
        }
        return "No program to open links is installed (\(commands)): set BROWSER. The link is \(url)"
    }

    private func start(_ program: String, _ arguments: [String], _ url: String) async -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        do {
            try process.run()
            let status = await firstStatus(ends)
            return status == 0 ? nil : "\(program) ended with status \(status). The link is \(url)"
        } catch {
            return "\(program) could not be started: \(error.localizedDescription)"
        }
    }

    /// The status of a program that ends within a second; 0 for one that runs on.
    private func firstStatus(_ ends: AsyncStream<Int32>) async -> Int32 {
        await limited(to: .seconds(1), late: 0) {
            for await status in ends { return status }
            return 0
        }
    }
}
