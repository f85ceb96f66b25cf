import ArgumentParser
import CommandOutput
import Foundation
import TerminalCore

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of a document of --json.",
        usage: "mintop schema [<name>]",
        discussion: """
            Each document names its schema and its version in the member “schema”. Within a version no member is \
            removed and no meaning changes. Without a name, the command lists the schemas.

              mintop schema operation > operation.schema.json
            """)

    @Argument(
        help: ArgumentHelp("Such as operation, or mintop.operation/1.", valueName: "name"),
        completion: .shellCommand("mintop schema 2>/dev/null | cut -d ' ' -f 1"))
    var name: String?

    func run() async throws {
        try await reportingFailures {
            let files = try SchemaFiles()
            if let name {
                return Output.json(try files.schema(name).text.trimmingCharacters(in: .newlines))
            }
            var table = Table(columns: [.init(heading: "schema"), .init(heading: "describes", givesWay: true)])
            table.rows = files.schemas.map { schema in
                let summary = schema.description.prefix { $0 != "." }
                return [.init(SafeText(schema.title)), .init(SafeText(String(summary)))]
            }
            Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment))
        }
    }
}
