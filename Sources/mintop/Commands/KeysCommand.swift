import ArgumentParser
import CommandOutput
import Dashboard
import Foundation
import Sessions
import TerminalCore
import UserConfiguration
import Wire

extension KeyPreset: ExpressibleByArgument {}

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print the keys of the dashboard.",
        discussion: """
            Each line has the current keys, their views, their action and its id. The palette runs the action with \
            :ID; the settings file assigns other keys to the id.
            """)

    @Option(help: "Print the keys of a preset instead of the current ones.") var preset: KeyPreset?
    @Flag(help: "Print one JSON document (mintop.keys/1).") var json = false

    func run() async throws {
        try await reportingFailures {
            let environment = ProcessInfo.processInfo.environment
            let (map, problems) =
                preset.map { ($0.map, []) } ?? Settings(environment: environment).keysWithProblems()
            for problem in problems { Output.complain(problem) }
            if json {
                let list = map.bindings.map(\.document)
                return try Output.document("mintop.keys/1", .object(["keys": .array(list)]))
            }
            var table = Table(columns: [
                .init(heading: "keys"), .init(heading: "where"), .init(heading: "does", givesWay: true),
                .init(heading: "id"), .init(heading: "same as in", rank: 1),
            ])
            table.rows = map.bindings.map { binding in
                [
                    .init(binding.keyNames), .init(SafeText(binding.places.joined(separator: ", "))),
                    .init(binding.help), .init(SafeText(binding.id)),
                    .init(SafeText(binding.tools.joined(separator: ", "))),
                ]
            }
            Output.table(table, in: .standardOutput(environment))
        }
    }
}

extension Settings {
    /// The active key map, and all problems of the settings.
    fileprivate func keysWithProblems() -> (KeyMap, [String]) {
        let (map, problems) = keys()
        return (map, configuration.problems.map(\.description) + problems)
    }
}

extension KeyBinding {
    /// The views in which it works.
    fileprivate var places: [String] {
        KeyScope.allCases.filter(command.scopes.contains).map { scope in
            switch scope {
            case .panes: "panes"
            case .sheet: "thumbnails"
            case .list: "lists"
            case .search: "search"
            case .desk: "desk"
            case .viewer: "viewer"
            }
        }
    }

    /// The programs with the same default key; empty for a changed key.
    fileprivate var tools: [String] {
        keys.first == command.keys.first ? command.sameAs.map(\.rawValue) : []
    }

    fileprivate var document: JSONValue {
        .object([
            "id": .string(command.id), "keys": .array(keys.map { .string($0.name.string) }),
            "does": .string(command.help.string), "where": .array(places.map(JSONValue.string)),
            "words": .array(command.words.map(JSONValue.string)), "sameAs": .array(tools.map(JSONValue.string)),
        ])
    }
}
