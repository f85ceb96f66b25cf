import ArgumentParser
import Foundation
import LocalMint
import TerminalCore

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the local Mint for other programs, on this machine only.",
        discussion: "Prints where it listens and the key that opens it, and serves until it is stopped.")

    @Option(help: "The port on 127.0.0.1; 0 for any free one.") var port = 8787
    @Option(help: "The folder of its data. Default: the one the dashboard's local Mint uses.") var data: String?
    @Flag(help: "Keep nothing after the end.") var inMemory = false
    @Option(help: "How many times faster than in life operations go.") var speed = 1.0
    @Option(help: "A number that makes ids, keys, generated content and faults repeatable.") var seed: UInt64?
    @Option(
        help: ArgumentHelp(
            "What goes wrong on purpose: "
                + LocalMint.ScenarioName.allCases.map(\.rawValue).joined(separator: ", ")
                + ". PUT /_local/scenario {\"name\": …} changes it while it runs.",
            valueName: "name"))
    var scenario = LocalMint.ScenarioName.steady.rawValue
    @Flag(help: "Start without the example operations, worlds and models.") var empty = false
    @Flag(help: "Print one line of JSON with url, apiKey, mintlifyApiKey and mintlifyProjectId.") var json = false

    func run() async throws {
        try await reportingFailures {
            let configuration = try configuration()
            let server = LocalMint(configuration, now: { Date() })
            do {
                try await server.run { address in announce(address) }
            } catch let error as LocalMintError {
                throw CommandFailure(error.description, .unavailable)
            }
        }
    }

    private func configuration() throws -> LocalMint.Configuration {
        guard (0...65535).contains(port) else {
            throw CommandFailure("--port takes 0 to 65535; this is \(port).", .usage)
        }
        guard speed > 0, speed <= 100_000 else {
            throw CommandFailure("--speed takes a number above 0 and up to 100000; this is \(speed).", .usage)
        }
        if inMemory, data != nil { throw CommandFailure("Use --data or --in-memory, not both.", .usage) }
        guard let first = LocalMint.ScenarioName(rawValue: scenario) else {
            let names = LocalMint.ScenarioName.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("--scenario takes one of \(names).", .usage)
        }
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let storage: LocalMint.Storage =
            inMemory ? .inMemory : .directory(try data ?? (settings.stateFolder() + "/local"))
        var configuration = LocalMint.Configuration(
            port: port, storage: storage, speed: speed, seeded: !empty, requestsPerMinute: 600, randomSeed: seed)
        configuration.scenario = first
        return configuration
    }

    private func announce(_ address: LocalMint.ServerAddress) {
        if json {
            // Addresses, keys and ids hold nothing that JSON would escape.
            Output.json(
                "{\"url\":\"\(address.url)\",\"apiKey\":\"\(address.apiKey)\","
                    + "\"mintlifyApiKey\":\"\(address.mintlifyApiKey)\","
                    + "\"mintlifyProjectId\":\"\(address.mintlifyProjectID)\"}")
        } else {
            Output.line("url                \(address.url)")
            Output.line("apiKey             \(address.apiKey)")
            Output.line("mintlifyApiKey     \(address.mintlifyApiKey)")
            Output.line("mintlifyProjectId  \(address.mintlifyProjectID)")
            Output.note(
                "Try: curl -H 'Authorization: Bearer \(address.apiKey)' \(address.url)/v1/me   (Ctrl-C stops it)")
        }
    }
}
