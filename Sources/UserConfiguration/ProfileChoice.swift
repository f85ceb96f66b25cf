/// The profile in use: its server, key and safety settings.
package struct ProfileChoice: Sendable, Hashable {
    /// The origin of a profile.
    package enum Kind: Sendable, Hashable {
        case local
        /// `MINT_API_KEY` and `MINT_API_BASE_URL`.
        case environment
        /// The file, under that name.
        case configured(String)
    }

    package enum Reason: Sendable, Hashable {
        /// `--profile` or `--local`.
        case flag
        /// `MINTOP_PROFILE`.
        case profileVariable
        /// `MINT_API_KEY` is set.
        case keyVariable
        /// `default_profile` of the file.
        case defaultProfile
        /// The only profile of the file.
        case onlyProfile
        /// The default: local.
        case nothing
    }

    package enum Mintlify: Sendable, Hashable {
        /// None; with the embedded server, the embedded project.
        case none
        case service(MintlifyService)
        /// A configured project that is unusable: one sentence.
        case unusable(String)
    }

    package var kind: Kind
    package var reason: Reason
    /// The Mint server; nil for the embedded one.
    package var server: RemoteServer?
    package var readOnly = ReadOnlyMode.off
    /// The color of its badge; nil for the theme's.
    package var color: ProfileColor?
    /// Its own theme, which precedes the global one; nil for none.
    package var theme: String?
    /// The request budget per minute; nil for the default.
    package var budget: Int?
    /// The Mintlify project: the profile's own, otherwise that of the environment.
    package var mintlify = Mintlify.none
    /// The problem that made the file's choice unreliable, if any. The dashboard shows it; commands that change
    /// something should fail with it.
    package var doubt: ConfigurationProblem?

    init(_ kind: Kind, because reason: Reason, server: RemoteServer? = nil) {
        self.kind = kind
        self.reason = reason
        self.server = server
    }

    /// The name in `--profile`, `MINTOP_PROFILE` and `:profile`.
    package var name: String {
        switch kind {
        case .local: ProfileName.local
        case .environment: ProfileName.environment
        case .configured(let name): name
        }
    }

    /// Returns the identity under which the profile's data is stored, stable across restarts.
    ///
    /// A key of the environment is part of it, since two keys may belong to two projects, whose operations must never
    /// mix; a profile of the file is identified by its name, whatever key its command prints.
    /// - Parameter baseURL: The normalized address of `server`; unused for the embedded server.
    /// - Returns: A text without line breaks and without the key.
    package func identifier(baseURL: String) -> String {
        switch kind {
        case .local: "local|embedded"
        case .configured(let name): "file|\(name)|\(baseURL)"
        case .environment:
            if case .environment(_, let secret)? = server?.keySource {
                "env|\(baseURL)|\(secret.fingerprint)"
            } else {
                "env|\(baseURL)|"
            }
        }
    }
}

/// A server other than the embedded one.
package struct RemoteServer: Sendable, Hashable {
    /// An http or https address as written; not validated if from the environment.
    package var baseURL: String
    /// The subject of a sentence about the address, such as `MINT_API_BASE_URL` or `The base_url of “live”`.
    package var baseURLSubject: String
    package var keySource: KeySource
    /// Whether the key may cross the network unencrypted; no environment variable allows it.
    package var allowsInsecureHTTP = false
}

/// A project of Mintlify with the access to its agent.
package struct MintlifyService: Sendable, Hashable {
    /// The agent's address and key.
    package var server: RemoteServer
    /// Letters, digits, `_` and `-`.
    package var projectID: String

    /// Returns the identity under which its jobs are stored; `baseURL` is normalized.
    package func identifier(baseURL: String) -> String {
        "mintlify|\(baseURL)|\(projectID)"
    }

    static let publicAddress = "https://api.mintlify.com"

    static func isProjectID(_ text: String) -> Bool {
        text.utf8.count <= 128 && text.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
    }
}
