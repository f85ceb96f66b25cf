import ArgumentParser
import Foundation
import LocalMint
import TerminalCore

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the local Mint for other programs, by default on this machine only.",
        discussion: """
            Prints where it listens and the key that opens it, and serves until it is stopped. MINTOP_SERVE_KEY in the \
            environment is the key to use instead of one that is made at the first start.
            """)

    @Option(help: "The port; 0 for any free one.") var port = 8787
    @Option(help: "The address to listen on. One that other machines reach takes --allow-remote and MINTOP_SERVE_KEY.")
    var host = "127.0.0.1"
    @Flag(help: "Let other machines in.") var allowRemote = false
    @Option(help: "A further name that requests may be addressed to; can be repeated.") var allowHost: [String] = []
    @Flag(help: "Accept changes without an Idempotency-Key.") var lenient = false
    @Option(help: "What a start that the account cannot pay gets: operation (it waits as billing_required) or 402.")
    var billing = "operation"
    @Option(help: "How many requests a minute a key has; more get 429.") var rate = 600
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
        guard rate > 0 else { throw CommandFailure("--rate takes a number above 0; this is \(rate).", .usage) }
        if inMemory, data != nil { throw CommandFailure("Use --data or --in-memory, not both.", .usage) }
        guard let first = LocalMint.ScenarioName(rawValue: scenario) else {
            let names = LocalMint.ScenarioName.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("--scenario takes one of \(names).", .usage)
        }
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let storage: LocalMint.Storage =
            inMemory ? .inMemory : .directory(try data ?? (settings.stateFolder() + "/local"))
        var configuration = LocalMint.Configuration(
            port: port, storage: storage, speed: speed, seeded: !empty, requestsPerMinute: rate, randomSeed: seed)
        configuration.scenario = first
        try apply(settings.environment["MINTOP_SERVE_KEY"], to: &configuration)
        return configuration
    }

    private func apply(_ key: String?, to configuration: inout LocalMint.Configuration) throws {
        configuration.apiKey = key.flatMap { $0.isEmpty ? nil : $0 }
        (configuration.host, configuration.allowsRemote) = (host, allowRemote)
        configuration.allowedHosts = Set(allowHost)
        configuration.isLenient = lenient
        switch billing {
        case "operation": configuration.billing = .wait
        case "402": configuration.billing = .refuse
        default: throw CommandFailure("--billing takes operation or 402; this is \(billing).", .usage)
        }
    }

    private func announce(_ address: LocalMint.ServerAddress) {
        if json {
            // Addresses, keys and ids hold nothing that JSON would escape.
            Output.json(
                "{\"url\":\"\(address.url)\",\"apiKey\":\"\(address.apiKey)\","
                    + "\"mintlifyApiKey\":\"\(address.mintlifyApiKey)\","
                    + "\"mintlifyProjectId\":\"\(address.mintlifyProjectID)\",\"schema\":\"mintop.server/1\"}")
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
