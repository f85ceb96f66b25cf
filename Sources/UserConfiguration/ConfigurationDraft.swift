/// The file while it is read: the configuration, and what is only known once all of it was seen.
struct ConfigurationDraft {
    var configuration = Configuration()
    /// Where `default_profile` stands.
    var defaultProfileLine: Int?
    /// Whether the file asks, in the wrong place, for read-only.
    var isReadOnlyEverywhere = false
}

/// What has a key and an address: a profile, or its Mintlify project.
protocol KeyedDraft {
    var command: [String]? { get set }
    var file: String? { get set }
    var refusal: ConfigurationProblem? { get set }
}

/// A profile while it is read.
struct ProfileDraft: KeyedDraft {
    var profile: ConfiguredProfile
    var command: [String]?
    var file: String?

    var refusal: ConfigurationProblem? {
        get { profile.refusal }
        set { profile.refusal = newValue }
    }
}

/// The Mintlify project of a profile while it is read.
struct MintlifyDraft: KeyedDraft {
    var mintlify = ConfiguredMintlify()
    var command: [String]?
    var file: String?

    var refusal: ConfigurationProblem? {
        get { mintlify.refusal }
        set { mintlify.refusal = newValue }
    }
}

extension KeyedDraft {
    /// The one source of the key; `subject` names what it is the key of.
    func keySource(of subject: String, line: Int?) throws(Misfit) -> KeySource {
        switch (command, file) {
        case (let command?, nil): return .command(command)
        case (nil, let file?): return .file(file)
        case (nil, nil):
            throw Misfit(line: line, reason: "\(subject) has no key: give it api_key_command or api_key_file.")
        case (_?, _?):
            throw Misfit(line: line, reason: "\(subject) has api_key_command and api_key_file: keep one of them.")
        }
    }
}
