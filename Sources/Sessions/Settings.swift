package import CommandOutput
package import UserConfiguration
import Foundation
import HTTPTransport
package import MintAPI
package import MintDomain
import MintlifyAgent
import ServiceClient
package import Tracking

/// The server options of a command or of the dashboard.
package struct ServerSelection: Sendable, Hashable {
    /// The name of the profile; nil for the default.
    package var profile: String?
    /// Whether to use the embedded local Mint although a key is set.
    package var isLocal = false
    /// Whether to refuse all changes at a server.
    package var isReadOnly = false

    package init(profile: String? = nil, isLocal: Bool = false, isReadOnly: Bool = false) {
        self.profile = profile
        self.isLocal = isLocal
        self.isReadOnly = isReadOnly
    }
}

/// A server with its key and limits.
package struct Profile: Sendable {
    package enum Server: Sendable {
        /// The embedded server, started when needed.
        case embedded
        case remote(MintBaseURL, APIKey)
    }

    /// The name in the badge.
    package var name: String
    package var id: ProfileID
    package var server: Server
    package var readOnly = ReadOnlyMode.off
    /// The color of its badge; nil for the theme's own.
    package var color: ProfileColor?
    /// Requests a minute; nil for the default.
    package var budget: Int?
    /// The documentation agent of the profile; nil if there is none.
    package var agent: AgentPlace?
    /// The reason why a configured agent is missing.
    package var agentProblem: String?
}

extension Profile {
    /// The request limits; the embedded server allows many more requests.
    package var pollRules: PollRules {
        var rules = PollRules()
        if case .embedded = server {
            rules.requestsPerMinute = 600
            rules.burst = 60
        }
        if let budget {
            rules.requestsPerMinute = budget
            rules.burst = max(1, min(rules.burst, budget / 6))
        }
        return rules
    }
}

package struct Settings {
    package let environment: [String: String]
    package let configuration: Configuration

    /// Reads the settings file. Errors go to `configuration.problems`; the rest of the file is used.
    package init(environment: [String: String]) {
        self.environment = environment
        let path = Self.configFolder(environment).map { $0 + "/config.yaml" }
        configuration =
            path.map { Configuration(reading: $0, fileName: "config.yaml", home: Self.value("HOME", environment)) }
            ?? Configuration()
    }

    /// Whether `ACCESSIBLE` requests line mode.
    package var asksForLines: Bool { !["", "0", "false"].contains(environment["ACCESSIBLE"] ?? "") }

    /// The active profile.
    ///
    /// - Throws: `CommandFailure` with status 64 if it does not exist or is invalid.
    package func choice(profile: String? = nil, isLocal: Bool = false) throws -> ProfileChoice {
        do {
            return try configuration.chooseProfile(named: profile, isLocal: isLocal, environment: environment)
        } catch {
            throw CommandFailure(error.description, .usage)
        }
    }

    /// The active profile of a command. Prints the problems of the settings file.
    ///
    /// - Throws: `CommandFailure` with status 64 for a missing or unusable profile, 65 if the settings file leaves open
    ///   which one is meant.
    func soundChoice(_ selection: ServerSelection) throws -> ProfileChoice {
        let choice = try choice(profile: selection.profile, isLocal: selection.isLocal)
        if let doubt = choice.doubt { throw CommandFailure(doubt.description, .badData) }
        for problem in configuration.problems { Output.complain(problem.description) }
        return choice
    }

    /// A choice with its key, and its address in normal form.
    ///
    /// - Throws: `CommandFailure` with status 64 for an invalid address, 77 for a missing key.
    package func profile(_ choice: ProfileChoice, keys: KeyRing) async throws -> Profile {
        var profile = try await mintProfile(choice, keys: keys)
        do {
            profile.agent = try await agent(choice.mintlify, keys: keys)
        } catch let failure as CommandFailure {
            profile.agentProblem = failure.description
        }
        return profile
    }

    /// The documentation agent of a choice; nil if there is none.
    ///
    /// - Throws: `CommandFailure` if it is unusable; Mint works without it.
    private func agent(_ choice: ProfileChoice.Mintlify, keys: KeyRing) async throws -> AgentPlace? {
        let service: MintlifyService
        switch choice {
        case .none: return nil
        case .unusable(let sentence): throw CommandFailure(sentence, .usage)
        case .service(let named): service = named
        }
        do {
            let baseURL = try service.mintlifyBaseURL()
            let secret = try await keys.key(from: service.server.keySource, for: .mintlify)
            return try AgentPlace(
                baseURL: baseURL, project: MintlifyProjectID(service.projectID), key: MintlifyKey(secret.text),
                id: ProfileID(service.identifier(baseURL: baseURL.description)))
        } catch let error as KeyError {
            throw CommandFailure(error.description, .notAuthorized)
        } catch let error as InvalidInput {
            throw CommandFailure(error.description, .usage)
        }
    }

    private func mintProfile(_ choice: ProfileChoice, keys: KeyRing) async throws -> Profile {
        guard let server = choice.server else {
            return Profile(name: "local", id: ProfileID(choice.identifier(baseURL: "")), server: .embedded)
        }
        let baseURL = try server.mintBaseURL()
        let secret: Secret
        do {
            secret = try await keys.key(from: server.keySource, for: .mint)
        } catch let error as KeyError {
            throw CommandFailure(error.description, .notAuthorized)
        }
        guard let key = APIKey(secret.text) else {
            throw CommandFailure("The key of \(choice.name) holds characters that no key has.", .usage)
        }
        let name = choice.kind == .environment ? baseURL.hostAndPort : choice.name
        return Profile(
            name: name, id: ProfileID(choice.identifier(baseURL: baseURL.description)), server: .remote(baseURL, key),
            readOnly: choice.readOnly, color: choice.color, budget: choice.budget)
    }

    /// `$XDG_STATE_HOME/mintop`, else `~/.local/state/mintop`.
    ///
    /// - Throws: `CommandFailure` with status 64 if neither variable gives an absolute path.
    package func stateFolder() throws -> String {
        if let folder = Self.value("XDG_STATE_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        guard let home = Self.value("HOME", environment), home.hasPrefix("/") else {
            throw CommandFailure("There is no place for mintop's state: set HOME or XDG_STATE_HOME.", .usage)
        }
        return home + "/.local/state/mintop"
    }

    /// `$XDG_CACHE_HOME/mintop`, else `~/.cache/mintop`, else a folder of `stateFolder()`.
    ///
    /// - Throws: `CommandFailure` with status 64 if no variable gives an absolute path.
    package func cacheFolder() throws -> String {
        if let folder = Self.value("XDG_CACHE_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        guard let home = Self.value("HOME", environment), home.hasPrefix("/") else {
            return try stateFolder() + "/cache"
        }
        return home + "/.cache/mintop"
    }

    /// `$XDG_CONFIG_HOME/mintop`, else `~/.config/mintop`; nil if neither variable gives an absolute path.
    package func configFolder() -> String? {
        Self.configFolder(environment)
    }

    package static func configFolder(_ environment: [String: String]) -> String? {
        if let folder = value("XDG_CONFIG_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        return value("HOME", environment).flatMap { $0.hasPrefix("/") ? $0 + "/.config/mintop" : nil }
    }

    /// A variable that is set and not empty.
    private static func value(_ name: String, _ environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension RemoteServer {
    /// The address of a Mint server in normal form.
    ///
    /// - Throws: `CommandFailure` with status 64 for an invalid address.
    package func mintBaseURL() throws(CommandFailure) -> MintBaseURL {
        do {
            return try MintBaseURL(baseURL, allowsInsecureHTTP: allowsInsecureHTTP)
        } catch {
            throw CommandFailure("\(baseURLSubject): \(error.description)", .usage)
        }
    }
}

extension MintlifyService {
    /// The address of the agent in normal form.
    ///
    /// - Throws: `InvalidInput` for an address that cannot be used.
    func mintlifyBaseURL() throws(InvalidInput) -> MintlifyBaseURL {
        try MintlifyBaseURL(server.baseURL, allowsInsecureHTTP: server.allowsInsecureHTTP)
    }
}

/// Whether a key for that base URL crosses the network unencrypted.
package func isPlaintextRemote(_ baseURL: String) -> Bool {
    // `try?`: an invalid address never gets a key.
    (try? MintBaseURL(baseURL, allowsInsecureHTTP: true))?.isPlaintextRemote == true
}
