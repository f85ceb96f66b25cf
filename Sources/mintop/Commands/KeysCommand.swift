import ArgumentParser
import Dashboard
import Foundation
import TerminalCore
import Wire

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print the keys of the dashboard.",
        discussion: """
            Each line has the keys, what they do, and the id by which :ID runs it from the palette. What works in one view \
            only says where.
            """)

    @Flag(help: "Print one JSON document (mintop.keys/1).") var json = false

    func run() async throws {
        try await reportingFailures {
            if json {
                let list = KeyBinding.standard.map(\.document)
                return try Output.document("mintop.keys/1", .object(["keys": .array(list)]))
            }
            var table = Table(columns: [
                .init(heading: "keys"), .init(heading: "where"), .init(heading: "does", givesWay: true),
                .init(heading: "id"),
            ])
            table.rows = KeyBinding.standard.map { binding in
                [
                    .init(SafeText(binding.keys.map(\.name.string).joined(separator: " "))),
                    .init(SafeText(binding.places.joined(separator: ", "))), .init(binding.help),
                    .init(SafeText(binding.command.rawValue)),
                ]
            }
            Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment))
        }
    }
}

extension KeyBinding {
    /// Where it works, in the order of the views.
    fileprivate var places: [String] {
        KeyScope.allCases.filter(command.scopes.contains).map { scope in
            switch scope {
            case .panes: "panes"
            case .sheet: "thumbnails"
            case .desk: "desk"
            case .viewer: "viewer"
            }
        }
    }

    fileprivate var document: JSONValue {
        .object([
            "id": .string(command.rawValue), "keys": .array(keys.map { .string($0.name.string) }),
            "does": .string(help.string), "where": .array(places.map(JSONValue.string)),
            "words": .array(words.map(JSONValue.string)),
        ])
    }
}
