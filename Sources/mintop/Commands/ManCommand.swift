import ArgumentParser
import CommandOutput
import TerminalCore

struct ManCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page.", usage: "mintop man",
        discussion: """
            The page is in mdoc format, for man and mandoc. The script .ci/install installs it, and the completions of \
            bash, zsh and fish.

              mintop man | man -l -
            """)

    func run() async throws {
        try await reportingFailures {
            let page = try ManualPage(toolDescription: Mintop._dumpHelp(), schemas: SchemaFiles().schemas)
            for line in page.text.split(separator: "\n") { Output.line(SafeText(String(line))) }
        }
    }
}
