import ArgumentParser
import Dashboard
import Foundation
import MintAPI
import MintDomain
import TerminalCore

struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Print the Credits that are left and used.")

    @OptionGroup var server: ServerOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await reportingFailures {
            let usage = try await Session.run(server) { session in try await session.client.usage() }
            if json {
                Output.json(try jsonText(UsageReport(usage)))
            } else {
                Output.line("available     \(usage.availableCredits.map { "\(grouped($0))" } ?? "unknown")")
                Output.line("used          \(usage.usedCredits.map { "\(grouped($0))" } ?? "unknown")")
                if let subscription = usage.subscription { Output.line("subscription  \(subscription)") }
            }
        }
    }
}

private struct UsageReport: Encodable {
    let availableCredits: Double?
    let usedCredits: Double?
    let subscription: String?

    init(_ usage: Usage) {
        availableCredits = usage.availableCredits
        usedCredits = usage.usedCredits
        subscription = usage.subscription
    }
}
