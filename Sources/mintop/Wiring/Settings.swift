import ArgumentParser
import UserConfiguration
import Foundation
import MintAPI
import MintDomain
import MintlifyAgent
import Tracking

/// The options of every command that speaks to a server.
struct ServerOptions: ParsableArguments {
    /// What they are called, for the manual page, which describes them once for all commands.
    static let names: Set = ["profile", "local", "read-only"]

    @Option(
        help: ArgumentHelp("The profile to use: local, env, or one of the settings file.", valueName: "name"),
        completion: .shellCommand("mintop profiles 2>/dev/null | cut -d ' ' -f 1"))
    var profile: String?
    @Flag(help: "Use the embedded local Mint although a key is set.")
    var local = false
    @Flag(help: "Refuse everything that would change something at a server.")
    var readOnly = false
}

/// Which server to speak to, with which key, and how careful to be.
struct Profile: Sendable {
    /// The server of a profile.
    enum Server: Sendable {
        /// The embedded one, started when it is needed.
        case embedded
        case remote(MintBaseURL, APIKey)
    }

    /// What the badge says.
    var name: String
    var id: ProfileID
    var server: Server
    /// Whether it may change anything.
    var readOnly = ReadOnlyMode.off
    /// The colour of its badge; nil for the theme's own.
    var color: ProfileColor?
    /// Requests a minute; nil for the usual ones.
    var budget: Int?
    /// The documentation agent beside it; nil where there is none.
    var agent: AgentPlace?
    /// Why there is none although one was asked for.
    var agentProblem: String?
}

extension Profile {
    /// How often the server may be asked: the embedded one costs nobody anything.
    var pollRules: PollRules {
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

/// The environment and the settings file.
struct Settings {
    let environment: [String: String]
    let configuration: Configuration

    /// Reads the settings file; what is wrong in it is in `configuration.problems` and stops nothing.
    init(environment: [String: String]) {
        self.environment = environment
        let path = Self.configFolder(environment).map { $0 + "/config.yaml" }
        configuration = path.map { Configuration(reading: $0, fileName: "config.yaml") } ?? Configuration()
    }

    /// Whether `ACCESSIBLE` asks for lines instead of a screen.
    var asksForLines: Bool { !["", "0", "false"].contains(environment["ACCESSIBLE"] ?? "") }

    /// The profile in force.
    ///
    /// - Throws: `CommandFailure` with status 64 for one that is not there or cannot be used.
    func choice(profile: String? = nil, isLocal: Bool = false) throws -> ProfileChoice {
        do {
            return try configuration.chooseProfile(named: profile, isLocal: isLocal, environment: environment)
        } catch {
            throw CommandFailure(error.description, .usage)
        }
    }

    /// A choice with its key, and its address in normal form.
    ///
    /// - Throws: `CommandFailure` with status 64 for an address that cannot be used, 77 where there is no key.
    func profile(_ choice: ProfileChoice, keys: KeyRing) async throws -> Profile {
        var profile = try await mintProfile(choice, keys: keys)
        do {
            profile.agent = try await agent(choice.mintlify, keys: keys)
        } catch let failure as CommandFailure {
            profile.agentProblem = failure.description
        }
        return profile
    }

    /// The documentation agent of a choice; nil where there is none. What is wrong with it is no reason to do without
    /// Mint.
    ///
    /// - Throws: `CommandFailure` where it cannot be used.
    private func agent(_ choice: ProfileChoice.Mintlify, keys: KeyRing) async throws -> AgentPlace? {
        let service: MintlifyService
        switch choice {
        case .none: return nil
        case .unusable(let sentence): throw CommandFailure(sentence, .usage)
        case .service(let named): service = named
        }
        do {
            let secret = try await keys.key(from: service.server.keySource, for: .mintlify)
            let baseURL = try MintlifyBaseURL(service.server.baseURL)
            return AgentPlace(
                baseURL: baseURL, project: try MintlifyProjectID(service.projectID), key: try MintlifyKey(secret.text),
                id: ProfileID(service.identifier(baseURL: baseURL.description)))
        } catch let error as KeyError {
            throw CommandFailure(error.description, .notAuthorised)
        } catch let error as InvalidInput {
            throw CommandFailure(error.description, .usage)
        }
    }

    private func mintProfile(_ choice: ProfileChoice, keys: KeyRing) async throws -> Profile {
        guard let server = choice.server else {
            return Profile(name: "local", id: ProfileID(choice.identifier(baseURL: "")), server: .embedded)
        }
        let baseURL: MintBaseURL
        do {
            baseURL = try MintBaseURL(server.baseURL)
        } catch {
            throw CommandFailure("\(server.baseURLSubject): \(error.description)", .usage)
        }
        let secret: Secret
        do {
            secret = try await keys.key(from: server.keySource, for: .mint)
        } catch let error as KeyError {
            throw CommandFailure(error.description, .notAuthorised)
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
    /// - Throws: `CommandFailure` with status 64 where neither variable gives an absolute path.
    func stateFolder() throws -> String {
        if let folder = Self.value("XDG_STATE_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        guard let home = Self.value("HOME", environment), home.hasPrefix("/") else {
            throw CommandFailure("There is no place for mintop's state: set HOME or XDG_STATE_HOME.", .usage)
        }
        return home + "/.local/state/mintop"
    }

    /// `$XDG_CACHE_HOME/mintop`, else `~/.cache/mintop`: what can be had again.
    ///
    /// - Throws: `CommandFailure` with status 64 where neither variable gives an absolute path.
    func cacheFolder() throws -> String {
        if let folder = Self.value("XDG_CACHE_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        guard let home = Self.value("HOME", environment), home.hasPrefix("/") else {
            return try stateFolder() + "/cache"
        }
        return home + "/.cache/mintop"
    }

    /// `$XDG_CONFIG_HOME/mintop`, else `~/.config/mintop`; nil where neither variable gives an absolute path.
    func configFolder() -> String? {
        Self.configFolder(environment)
    }

    /// The same for an environment.
    static func configFolder(_ environment: [String: String]) -> String? {
        if let folder = value("XDG_CONFIG_HOME", environment), folder.hasPrefix("/") { return folder + "/mintop" }
        return value("HOME", environment).flatMap { $0.hasPrefix("/") ? $0 + "/.config/mintop" : nil }
    }

    /// A variable that is set and not empty.
    private static func value(_ name: String, _ environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
