import ArgumentParser
import CommandOutput
import Doctor
import Foundation
import LocalMint
import Sessions
import TerminalCore
import Wire

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the local Mint for other programs, by default on this machine only.",
        usage: "mintop serve [<options>]",
        discussion: """
            Prints its address and its key, and runs until it is stopped. MINTOP_SERVE_KEY in the environment replaces \
            the key that is generated at the first start; it takes at least 24 letters, digits, and - _ . characters.

              mintop serve --port 0 --in-memory --json
            """)

    @Option(help: "The port; 0 for any free one.") var port = 8787
    @Option(
        help: ArgumentHelp(
            "The address to listen on. One that other machines can reach requires --allow-remote and MINTOP_SERVE_KEY.",
            valueName: "address"))
    var host = "127.0.0.1"
    @Flag(help: "Allow connections from other machines, with --host.") var allowRemote = false
    @Option(
        help: ArgumentHelp(
            "Another host name for requests; may be given several times.", valueName: "name"))
    var allowHost: [String] = []
    @Flag(help: "Accept changes without an Idempotency-Key.") var lenient = false
    @Option(
        help: ArgumentHelp(
            "The response to a start without enough Credits: operation (it waits as billing_required) or 402.",
            valueName: "answer"),
        completion: .list(["operation", "402"]))
    var billing = "operation"
    @Option(help: ArgumentHelp("Requests per minute and key; more get 429.", valueName: "count")) var rate =
        600
    @Option(
        help: ArgumentHelp(
            "The data folder. (default: that of the dashboard's local Mint)", valueName: "folder"),
        completion: .directory)
    var data: String?
    @Flag(help: "Keep all data in memory.") var inMemory = false
    @Option(help: ArgumentHelp("Speed multiplier for operations.", valueName: "factor")) var speed = 1.0
    @Option(
        help: ArgumentHelp(
            "The seed of ids, generated content and faults; keys stay random. (default: none)",
            valueName: "number"))
    var seed: UInt64?
    @Option(
        help: ArgumentHelp(
            "The simulated faults: "
                + LocalMint.ScenarioName.allCases.map(\.rawValue).joined(separator: ", ")
                + ". PUT /_local/scenario {\"name\": …} changes them at run time.",
            valueName: "name"),
        completion: .list(LocalMint.ScenarioName.allCases.map(\.rawValue)))
    var scenario = LocalMint.ScenarioName.steady.rawValue
    @Flag(help: "Start without the example operations, worlds and models.") var empty = false
    @Flag(help: "Print url, apiKey, mintlifyApiKey and mintlifyProjectId as JSON: mintop.server/1.") var json = false

    func run() async throws {
        try await reportingFailures {
            try ProcessLimits.check()
            let configuration = try configuration()
            let server = LocalMint(configuration, now: { Date() })
            do {
                try await server.run { address in announce(address) }
            } catch let error as LocalMintError {
                let isUsage = if case .unsafeAddress = error { true } else { false }
                throw CommandFailure(error.description, isUsage ? .usage : .unavailable)
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
        configuration.apiKey = try key.map(Self.checkedKey)
        (configuration.host, configuration.allowsRemote) = (host, allowRemote)
        configuration.allowedHosts = Set(allowHost)
        configuration.isLenient = lenient
        switch billing {
        case "operation": configuration.billing = .wait
        case "402": configuration.billing = .refuse
        default: throw CommandFailure("--billing takes operation or 402; this is \(billing).", .usage)
        }
    }

    /// - Throws: `CommandFailure` for a key that can be guessed or has characters that are unsafe in headers and
    ///   command lines. The message contains only the length of the key.
    static func checkedKey(_ key: String) throws(CommandFailure) -> String {
        let isSafe = key.wholeMatch(of: /[A-Za-z0-9_.-]*/) != nil
        guard isSafe, key.utf8.count >= 24 else {
            let fault = isSafe ? "has only \(key.utf8.count)" : "has others"
            throw CommandFailure(
                "MINTOP_SERVE_KEY needs at least 24 characters, only letters, digits, -, _ and .; it \(fault).", .usage)
        }
        return key
    }

    private func announce(_ address: LocalMint.ServerAddress) {
        if address.isReadableByOthers {
            Output.complain(
                "Other users can read the data and its keys, and the file system does not allow changing the mode. "
                    + "Choose another folder with --data.")
        }
        let facts = [
            ("url", address.url), ("apiKey", address.apiKey), ("mintlifyApiKey", address.mintlifyApiKey),
            ("mintlifyProjectId", address.mintlifyProjectID),
        ]
        if json {
            let members = Dictionary(uniqueKeysWithValues: facts.map { ($0, JSONValue.string($1)) })
            // `try?`: encoding strings never fails.
            try? Output.document("mintop.server/1", .object(members))
        } else {
            Report.print(facts)
            // The key is an argument of printf, a shell builtin, because arguments of curl are visible to other users.
            Output.note(
                "Try: printf 'Authorization: Bearer %s' \(shellWord(address.apiKey)) | curl -H @- \(address.url)/v1/me"
                    + "   (Ctrl-C stops it)")
        }
    }
}
