/// The state while the file is read: the configuration, and facts that need the whole file.
struct ConfigurationDraft {
    var configuration = Configuration()
    var defaultProfileLine: Int?
    /// Whether `read_only` is set outside a profile; all profiles are then read-only.
    var isReadOnlyEverywhere = false
}

/// A draft with a key and an address: a profile, or its Mintlify project.
protocol KeyedDraft {
    var command: [String]? { get set }
    var file: String? { get set }
    var refusal: ConfigurationProblem? { get set }
}

struct ProfileDraft: KeyedDraft {
    var profile: ConfiguredProfile
    var command: [String]?
    var file: String?

    var refusal: ConfigurationProblem? {
        get { profile.refusal }
        set { profile.refusal = newValue }
    }
}

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
    /// Returns the single source of the key; `subject` names its owner.
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
