import CommandOutput
import Foundation
import TestTerminal
import Testing

@testable import mintop

/// The help texts and the manual page, which have one source.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HelpTests {
    /// The words of each command; the program itself comes first.
    private func commands() throws -> [[String]] {
        func walk(_ command: ToolDescription.Command, _ path: [String]) -> [[String]] {
            let children = (command.subcommands ?? []).filter { $0.commandName != "help" }
            return [path] + children.flatMap { walk($0, path + [$0.commandName]) }
        }
        let text = try mintop("--experimental-dump-help", environment: [:]).output
        return walk(try JSONDecoder().decode(ToolDescription.self, from: Data(text.utf8)).command, [])
    }

    @Test func everyHelpTextFitsEightyColumnsAndNamesItsValues() throws {
        let commands = try commands()
        #expect(commands.count > 30)
        for words in commands {
            let terminal = try PseudoTerminal(BuiltProduct.path("mintop"), words + ["--help"], columns: 80)
            #expect(try terminal.waitForExit() == 0)
            let lines = String(decoding: terminal.bytes, as: UTF8.self).split(separator: "\r\n")
            for line in lines { #expect(line.count <= 80, "\(words.joined(separator: " ")): \(line)") }
            #expect(lines.contains { $0.hasPrefix("USAGE: mintop") })
            // Examples must be copyable, so they stay on one line.
            for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  mintop ") {
                #expect(next.hasPrefix("  ") || next.hasPrefix("USAGE:"), "\(words.joined(separator: " ")): \(next)")
            }
            // A value name that repeats the option is useless.
            for line in lines where line.wholeMatch(of: /[ ]{2}--([a-z-]+) <\1> .*/) != nil {
                let word = line.split(separator: " ")[0].dropFirst(2)
                #expect(
                    ["mode", "preset", "level", "cursor", "port", "status"].contains(String(word)), "\(words): \(line)")
            }
        }
    }

    @Test func theManualNamesEveryCommandOptionVariableStatusAndSchema() throws {
        let page = try mintop("man", environment: [:]).output
        for words in try commands() where !words.isEmpty {
            let help = try mintop(words + ["--help"], environment: ["COLUMNS": "80"]).output
            if help.contains("SUBCOMMANDS:") { continue }
            #expect(page.contains(".Ss mintop \(words.joined(separator: " "))\n"), "\(words)")
            for match in help.matches(of: /\n  (--[a-z-]+)/) where !["--version", "--help"].contains(match.output.1) {
                #expect(page.contains(".It Fl \(match.output.1.dropFirst())"), "\(match.output.1)")
            }
        }
        for status in ["0", "1", "2", "3", "64", "65", "69", "74", "77", "124", "130"] {
            #expect(page.contains(".It \(status)\n"), "\(status)")
        }
        for name in ["MINT_API_KEY", "MINTLIFY_API_KEY", "MINTLIFY_PROJECT_ID", "NO_COLOR", "XDG_STATE_HOME"] {
            #expect(page.contains(".It Ev \(name)\n"), "\(name)")
        }
        for schema in try mintop("schema", environment: [:]).output.split(separator: "\n") {
            let title = try #require(schema.split(separator: " ").first)
            #expect(page.contains(".It Li \(title)\n"), "\(title)")
        }
    }

    /// Arguments are visible to all users of the machine, and stay in the shell's history.
    @Test func noCommandTakesAKeyAsAnArgument() throws {
        func names(_ command: ToolDescription.Command) -> [String] {
            let options = (command.arguments ?? []).flatMap { ($0.names ?? []).map(\.name) }
            return options + (command.subcommands ?? []).flatMap(names)
        }
        let text = try mintop("--experimental-dump-help", environment: [:]).output
        let all = Set(names(try JSONDecoder().decode(ToolDescription.self, from: Data(text.utf8)).command))
        #expect(all.contains("read-only"))
        let words = ["key", "token", "secret", "password", "credential", "auth", "bearer"]
        let suspicious = all.filter { name in words.contains { name.lowercased().contains($0) } }
        // It is no secret: it only prevents repeated changes.
        #expect(suspicious.subtracting(["idempotency-key"]).isEmpty, "\(suspicious)")
    }

    @Test func manReadsTheManualWithoutAWarning() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/mintop.1"
        try mintop("man", environment: [:]).output.write(toFile: path, atomically: true, encoding: .utf8)
        let text = try output(of: "/usr/bin/man", ["--warnings", "--local-file", path])
        for part in ["EXIT STATUS", "ENVIRONMENT", "mintop operations wait", "--idempotency-key", "mintop.operation/1"]
        {
            #expect(text.contains(part), "\(part)")
        }
        // Only examples may exceed the page width, because they must be copyable.
        let long = text.split(separator: "\n").filter { $0.count > 80 && !$0.contains(/mintop (operations|generate)/) }
        #expect(long.isEmpty, "\(long)")
        #expect(try output(of: "/usr/bin/mandoc", ["-T", "lint", "-W", "warning", path]).isEmpty)
    }

    /// The output of a program that prints nothing on standard error and exits with 0.
    private func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program): \(text)")
        #expect(complaints.isEmpty, "\(program)")
        return text
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func theCompletionsKnowTheCommands(_ shell: String) throws {
        let script = try mintop("--generate-completion-script", shell, environment: [:])
        #expect(script.status == 0)
        for word in ["operations", "idempotency-key", "mintop profiles 2>/dev/null"] {
            #expect(script.output.contains(word), "\(word)")
        }
    }
}
