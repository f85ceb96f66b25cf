import ArgumentParser
import Foundation
import MintAPI
import MintDomain
import Tracking

/// The options of every command that speaks to a server.
struct ServerOptions: ParsableArguments {
    @Flag(help: "Use the embedded local Mint even if a key is set.")
    var local = false
}

/// Which server to speak to, and with which key.
struct Profile: Sendable {
    /// The server of a profile.
    enum Server: Sendable {
        /// The embedded one, started when it is needed.
        case embedded
        case remote(MintBaseURL, APIKey)
    }

    var name: String
    var id: ProfileID
    var server: Server
}

extension Profile {
    /// How often the server may be asked: the embedded one costs nobody anything.
    var pollRules: PollRules {
        var rules = PollRules()
        if case .embedded = server {
            rules.requestsPerMinute = 600
            rules.burst = 60
        }
        return rules
    }
}

/// Flags and environment, resolved. Pure: the environment is handed in.
struct Settings {
    let environment: [String: String]

    /// The profile in force: the embedded server with `--local` or without any key, else the one of the environment.
    ///
    /// - Throws: `CommandFailure` with status 64 for a key or an address that cannot be used.
    func profile(isLocal: Bool) throws -> Profile {
        let key = value("MINT_API_KEY")
        let address = value("MINT_API_BASE_URL")
        guard !isLocal, key != nil || address != nil else {
            return Profile(name: "local", id: ProfileID("local|embedded"), server: .embedded)
        }
        guard let key else {
            throw CommandFailure(
                "MINT_API_BASE_URL is set but MINT_API_KEY is not: set the key, or use --local.", .usage)
        }
        guard let apiKey = APIKey(key) else {
            throw CommandFailure(
                "MINT_API_KEY holds characters that no key has: check it for quotes and spaces.", .usage)
        }
        let baseURL: MintBaseURL
        do {
            baseURL = try MintBaseURL(address ?? "https://api.mint.gg")
        } catch {
            throw CommandFailure("MINT_API_BASE_URL: \(error.description)", .usage)
        }
        // Two keys may belong to two projects, whose operations must never mix.
        let id = ProfileID("env|\(baseURL)|\(fingerprint(key))")
        return Profile(name: baseURL.hostAndPort, id: id, server: .remote(baseURL, apiKey))
    }

    /// `$XDG_STATE_HOME/mintop`, else `~/.local/state/mintop`.
    ///
    /// - Throws: `CommandFailure` with status 64 where neither variable gives an absolute path.
    func stateFolder() throws -> String {
        if let folder = value("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/mintop" }
        guard let home = value("HOME"), home.hasPrefix("/") else {
            throw CommandFailure("There is no place for mintop's state: set HOME or XDG_STATE_HOME.", .usage)
        }
        return home + "/.local/state/mintop"
    }

    /// `$XDG_CONFIG_HOME/mintop`, else `~/.config/mintop`; nil where neither variable gives an absolute path.
    func configFolder() -> String? {
        if let folder = value("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/mintop" }
        return value("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.config/mintop" : nil }
    }

    /// A variable that is set and not empty.
    func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// 64 bits that tell keys apart and do not lead back to one (FNV-1a).
    private func fingerprint(_ key: String) -> String {
        let hash = key.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
