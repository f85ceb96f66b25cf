import ArgumentParser
import CommandOutput
import Dashboard
import DashboardRuntime
import Foundation
import MintDomain
import Sessions
import TerminalCore
import Theming
import Wire

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes; check a theme.",
        subcommands: [List.self, Lint.self], defaultSubcommand: List.self)
}

extension ThemesCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the themes.",
            discussion: """
                A theme in ~/.config/mintop/themes replaces the built-in theme of the same name. In the dashboard, \
                :theme NAME tries a theme.
                """)

        @Flag(help: "Print one JSON document (mintop.themes/1).") var json = false

        func run() async throws {
            try await reportingFailures {
                let files = ThemeFiles(settings: Settings(environment: ProcessInfo.processInfo.environment))
                let rows = files.names.map { ThemeRow($0, in: files) }
                if json {
                    return try Output.document(
                        "mintop.themes/1", .object(["themes": .array(rows.map(\.document))]))
                }
                var table = Table(columns: [
                    .init(heading: "theme"), .init(heading: "background"), .init(heading: "from", givesWay: true),
                ])
                table.rows = rows.map { row in
                    [
                        .init(SafeText(row.name)), .init(SafeText(row.variant ?? "-")),
                        .init(SafeText(row.problem ?? (row.isOwn ? row.path : "mintop"))),
                    ]
                }
                Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment))
            }
        }
    }

    struct Lint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report colors that are hard to read or distinguish.",
            discussion: """
                Checks contrast, dim text, the selected row, frames, and colors that people with a color vision \
                deficiency cannot distinguish. Ends with 65 if there is an error or a warning.
                """)

        @Argument(help: ArgumentHelp("Themes by name, or files with a slash in their path.", valueName: "theme"))
        var themes: [String]

        func run() async throws {
            try await reportingFailures {
                let files = ThemeFiles(settings: Settings(environment: ProcessInfo.processInfo.environment))
                let lint = ThemeLint(signs: Self.signs)
                var isClean = true
                for name in themes {
                    let findings = lint.findings(try files.theme(name))
                    for finding in findings { Output.line("\(name): \(finding.description)") }
                    if findings.contains(where: { $0.severity > .note }) { isClean = false }
                    if findings.isEmpty { Output.line("\(name): no problems") }
                }
                if !isClean { throw ExitCode(CommandFailure.Status.badData.rawValue) }
            }
        }

        /// The glyph of each status, which distinguishes statuses of the same color.
        private static var signs: [Role: String] {
            let known = OperationStatus.known + [.other("other")]
            let looks = known.map { StatusAppearance($0) }
            return Dictionary(looks.map { ($0.role, $0.glyph.string) }) { first, _ in first }
        }
    }
}

private struct ThemeRow {
    let name: String
    let path: String
    /// Whether it is a theme of the user.
    let isOwn: Bool
    /// `dark` or `light`; nil if the theme is invalid.
    let variant: String?
    /// The reason why it is invalid; one line.
    let problem: String?

    init(_ name: String, in files: ThemeFiles) {
        self.name = name
        path = files.path(of: name) ?? ""
        isOwn = files.isOwn(path)
        do {
            variant = "\(try files.theme(name).variant)"
            problem = nil
        } catch {
            (variant, problem) = (nil, "\(error)")
        }
    }

    var document: JSONValue {
        .object([
            "name": .string(name), "variant": .orNull(variant), "file": .string(path), "problem": .orNull(problem),
        ])
    }
}
