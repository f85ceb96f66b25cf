/// The profile in force: which server, with which key, and how careful to be.
package struct ProfileChoice: Sendable, Hashable {
    /// Where a profile is described.
    package enum Kind: Sendable, Hashable {
        /// The embedded server.
        case local
        /// `MINT_API_KEY` and `MINT_API_BASE_URL`.
        case environment
        /// The file, under that name.
        case configured(String)
    }

    /// What made it the one in force.
    package enum Reason: Sendable, Hashable {
        /// `--profile` or `--local`.
        case flag
        /// `MINTOP_PROFILE`.
        case profileVariable
        /// `MINT_API_KEY` is set.
        case keyVariable
        /// `default_profile` of the file.
        case defaultProfile
        /// It is the only profile of the file.
        case onlyProfile
        /// Nothing says otherwise: local.
        case nothing
    }

    /// The Mintlify project beside it.
    package enum Mintlify: Sendable, Hashable {
        /// There is none; beside the embedded server it is the embedded one.
        case none
        /// This one.
        case service(MintlifyService)
        /// It was asked for and cannot be used: one sentence.
        case unusable(String)
    }

    /// Where it is described.
    package var kind: Kind
    /// Why it is the one.
    package var reason: Reason
    /// Where the Mint server is; nil for the embedded one.
    package var server: RemoteServer?
    /// Whether it may change anything on its server.
    package var readOnly = ReadOnlyMode.off
    /// The colour of its badge; nil for the theme's own.
    package var color: ProfileColor?
    /// Its own theme, before the one of the whole file; nil where it has none.
    package var theme: String?
    /// Requests a minute; nil for the usual budget.
    package var budget: Int?
    /// The Mintlify project beside it: the profile's own, else the one of the environment.
    package var mintlify = Mintlify.none
    /// Set where it was chosen because the file could not say which one is meant. A screen shows it; a command that acts
    /// on its own had better refuse with it.
    package var doubt: ConfigurationProblem?

    init(_ kind: Kind, because reason: Reason, server: RemoteServer? = nil) {
        self.kind = kind
        self.reason = reason
        self.server = server
    }

    /// What `--profile`, `MINTOP_PROFILE` and `:profile` call it.
    package var name: String {
        switch kind {
        case .local: ProfileName.local
        case .environment: ProfileName.environment
        case .configured(let name): name
        }
    }

    /// The identity under which everything of this profile is stored, the same through every restart.
    ///
    /// A key of the environment is part of it, as two keys may belong to two projects, whose operations must never mix; a
    /// profile of the file goes by its name, whatever key its command prints.
    /// - Parameter baseURL: The address of `server` in its normal form; not used for the embedded server.
    /// - Returns: A text without line breaks, and without the key.
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

/// A server that is not the embedded one.
package struct RemoteServer: Sendable, Hashable {
    /// An http or https address as it was written; from the environment it is not checked yet.
    package var baseURL: String
    /// What a sentence about the address begins with, such as `MINT_API_BASE_URL` or `The base_url of “live”`.
    package var baseURLSubject: String
    /// Where its key comes from.
    package var keySource: KeySource
}

/// A project of Mintlify, and how to reach its agent.
package struct MintlifyService: Sendable, Hashable {
    /// Where the agent is, and its key.
    package var server: RemoteServer
    /// Letters, digits, `_` and `-`.
    package var projectID: String

    /// The identity under which its jobs are stored; `baseURL` in its normal form.
    package func identifier(baseURL: String) -> String {
        "mintlify|\(baseURL)|\(projectID)"
    }

    static let publicAddress = "https://api.mintlify.com"

    static func isProjectID(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }
}
