import ArgumentParser
import CommandOutput
import Dashboard
import Foundation
import MintAPI
import MintDomain
import Sessions
import TerminalCore
import Wire

struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Print the available and used Credits.", usage: "mintop usage [<options>]")

    @Flag(help: "Print one JSON document: mintop.usage/1.") var json = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            let usage = try await Session.run(server) { session in try await session.usage() }
            if json {
                try Output.document(
                    "mintop.usage/1",
                    .object([
                        "availableCredits": .orNull(usage.availableCredits), "usedCredits": .orNull(usage.usedCredits),
                        "subscription": .orNull(usage.subscription),
                    ]))
            } else {
                let amounts = [usage.availableCredits, usage.usedCredits].map { amount in
                    amount.map { grouped($0) + " Credits" } ?? "unknown"
                }
                let width = amounts.map(\.count).max() ?? 0
                let aligned = amounts.map { String(repeating: " ", count: width - $0.count) + $0 }
                Report.print([
                    ("available", aligned[0]), ("used", aligned[1]), ("subscription", usage.subscription),
                ])
            }
        }
    }
}

struct MeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "me", abstract: "Print the owner of the key.", usage: "mintop me [<options>]")

    @Flag(help: "Print one JSON document: mintop.account/1.") var json = false
    @OptionGroup var server: ServerOptions

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
            Report.print([
                ("user", account.userID ?? "unknown"), ("email", account.email ?? "unknown"),
                ("key", account.authenticationType ?? "unknown"),
                ("scopes", account.scopes.isEmpty ? "none" : account.scopes.joined(separator: ", ")),
            ])
        }
    }
}
