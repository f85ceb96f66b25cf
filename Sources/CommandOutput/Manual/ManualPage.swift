import Foundation

/// The manual page in mdoc: the commands from the argument parser, and the sections common to all commands.
package struct ManualPage {
    package let text: String

    /// - Parameters:
    ///   - toolDescription: The output of `--experimental-dump-help`.
    ///   - schemas: The schemas to list.
    /// - Throws: `DecodingError` if the parser's output has another format.
    package init(toolDescription: String, schemas: [SchemaFiles.Schema]) throws {
        let tool = try JSONDecoder().decode(ToolDescription.self, from: Data(toolDescription.utf8)).command
        var page = Mdoc()
        page.macro("Dd", Self.date)
        page.macro("Dt", "MINTOP 1")
        page.macro("Os")
        page.macro("Sh", "NAME")
        page.macro("Nm", tool.commandName)
        page.macro("Nd", "terminal dashboard for long-running Mint and Mintlify jobs")
        page.macro("Sh", "SYNOPSIS")
        page.macro("Nm")
        page.macro("Op", "Ar options")
        page.macro("Nm")
        page.macro("Ar", "command")
        page.macro("Op", "Ar options")
        page.macro("Sh", "DESCRIPTION")
        page.paragraphs(tool.abstract)
        // The page has its own section of exit statuses.
        page.paragraphs(tool.discussion?.components(separatedBy: "Exit status:").first)
        page.commands(of: tool)
        page.sections(schemas)
        text = page.text
    }

    /// The release date in mdoc format.
    private static let date = "November 21, 2026"
}

extension Mdoc {
    /// Adds a subsection for each command, and one for the shared options.
    fileprivate mutating func commands(of tool: ToolDescription.Command) {
        macro("Sh", "COMMANDS")
        let leaves = Self.leaves(of: tool, path: "")
        for (path, command) in leaves { describe(command, path) }
        macro("Ss", "Server options")
        paragraphs("Options of all commands that contact a server.")
        var known: Set<String> = []
        let shared = leaves.flatMap { $0.command.arguments ?? [] }.filter(\.isShared)
        list(shared.filter { known.insert($0.preferredName?.name ?? "").inserted })
    }

    /// The commands without subcommands, each with its full path.
    private static func leaves(
        of command: ToolDescription.Command, path: String
    ) -> [(path: String, command: ToolDescription.Command)] {
        (command.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { child in
            let path = path.isEmpty ? child.commandName : "\(path) \(child.commandName)"
            return child.subcommands == nil ? [(path, child)] : leaves(of: child, path: path)
        }
    }

    private mutating func describe(_ command: ToolDescription.Command, _ path: String) {
        let arguments = (command.arguments ?? []).filter { !["help", "version"].contains($0.preferredName?.name) }
        macro("Ss", "mintop \(path)")
        line(command.abstract ?? "")
        paragraphs(command.discussion)
        let own = arguments.filter { !$0.isShared }
        list(own.filter { $0.kind == .positional } + own.filter { $0.kind != .positional })
        if arguments.contains(where: \.isShared) { paragraphs("Also takes the server options.") }
    }

    private mutating func list(_ arguments: [ToolDescription.Argument]) {
        guard !arguments.isEmpty else { return }
        macro("Bl", "-tag -width indent")
        for argument in arguments {
            let value = "Ar \(argument.valueName ?? "value")\(argument.isRepeating ? " ..." : "")"
            switch argument.kind {
            case .positional: macro("It", value)
            case .option: macro("It", "Fl -\(argument.preferredName?.name ?? "") \(value)")
            case .flag: macro("It", "Fl -\(argument.preferredName?.name ?? "")")
            }
            line(argument.abstract ?? "")
            if let values = argument.allValues, !values.isEmpty { line("One of \(values.joined(separator: ", ")).") }
            if let usual = argument.defaultValue { line("Default: \(usual).") }
        }
        macro("El")
    }
}

extension ToolDescription.Argument {
    /// Whether many commands have the option, so that the page describes it once.
    fileprivate var isShared: Bool {
        ["profile", "local", "read-only"].contains(preferredName?.name ?? "")
    }
}
