import ArgumentParser
import Dashboard
import Foundation
import MintAPI
import MintDomain
import TerminalCore
import Wire

struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Print the Credits that are left and used.")

    @OptionGroup var server: ServerOptions
    @Flag(help: "Print one JSON document.") var json = false

    func run() async throws {
        try await reportingFailures {
            let usage = try await Session.run(server) { session in try await session.client.usage() }
            if json {
                try Output.document(
                    "mintop.usage/1",
                    .object([
                        "availableCredits": .orNull(usage.availableCredits), "usedCredits": .orNull(usage.usedCredits),
                        "subscription": .orNull(usage.subscription),
                    ]))
            } else {
                Output.line("available     \(usage.availableCredits.map { "\(grouped($0))" } ?? "unknown")")
                Output.line("used          \(usage.usedCredits.map { "\(grouped($0))" } ?? "unknown")")
                if let subscription = usage.subscription { Output.line("subscription  \(subscription)") }
            }
        }
    }
}

struct MeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "me", abstract: "Print whom the key belongs to.")

    @OptionGroup var server: ServerOptions
    @Flag(help: "Print one JSON document.") var json = false

    func run() async throws {
        try await reportingFailures {
            let account = try await Session.run(server) { session in try await session.client.me() }
            if json {
                return try Output.document(
                    "mintop.account/1",
                    .object([
                        "userId": .orNull(account.userID), "email": .orNull(account.email),
                        "authentication": .orNull(account.authenticationType),
                        "scopes": .array(account.scopes.map(JSONValue.string)),
                    ]))
            }
            Output.line("user    \(account.userID ?? "unknown")")
            Output.line("email   \(account.email ?? "unknown")")
            Output.line("key     \(account.authenticationType ?? "unknown")")
            Output.line("scopes  \(account.scopes.isEmpty ? "none" : account.scopes.joined(separator: ", "))")
        }
    }
}
