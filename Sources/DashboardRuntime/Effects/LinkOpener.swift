import ChildPrograms

/// Opens links in the user's browser, without a shell.
package struct LinkOpener: Sendable {
    package let environment: [String: String]

    package init(environment: [String: String]) {
        self.environment = environment
    }

    /// The commands of `$BROWSER`, separated by colons, or `xdg-open`.
    package var commands: String { environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 } ?? "xdg-open" }

    /// Starts the first installed command, with the link as its last argument or in place of `%s`.
    ///
    /// - Parameter url: An http or https URL; it must have been checked.
    /// - Returns: Nil if the program is still running after a second or has ended without an error; otherwise the
    ///   failure, one sentence.
    package func open(_ url: String) async -> String? {
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
        let child = ChildProgram(program, arguments, environment: environment)
        let (failures, failure) = AsyncStream.makeStream(of: String?.self)
        // Not a child task, because the browser may run longer than this call and than mintop.
        Task {
            failure.yield(await Self.failure(of: child, named: program, url))
            failure.finish()
        }
        return await limited(to: .seconds(1), late: nil) {
            for await failure in failures { return failure }
            return nil
        }
    }

    private static func failure(of child: ChildProgram, named program: String, _ url: String) async -> String? {
        do {
            switch try await child.run().ending {
            case .exited(0): return nil
            case .exited(let status): return "\(program) ended with status \(status). The link is \(url)"
            case .signaled(let signal): return "\(program) was ended by signal \(signal). The link is \(url)"
            }
        } catch {
            return "\(program) could not be started. The link is \(url)"
        }
    }
}
