extension Configuration {
    /// Returns the profile to use: from flags, the environment, the file, or the embedded server.
    ///
    /// In this order: `--local` or `--profile`; `MINTOP_PROFILE`; `MINT_API_KEY`, with `MINT_API_BASE_URL`;
    /// `default_profile`; the only profile; local. A profile named by flag or variable is taken as the file describes
    /// it, whatever keys the environment has. Empty variables count as unset.
    /// - Returns: The choice; local with a `doubt` if the file would decide and has a fault there.
    /// - Throws: `ProfileError` for an unknown name (listing the known ones), for a named profile with a fault, and for
    ///   an unusable key or address in the environment.
    package func chooseProfile(
        named flag: String? = nil, isLocal: Bool = false, environment: [String: String]
    ) throws(ProfileError) -> ProfileChoice {
        let variables = EnvironmentVariables(environment)
        if isLocal {
            guard flag == nil || flag == ProfileName.local else {
                throw ProfileError("Use --local or --profile, not both.")
            }
            return ProfileChoice(.local, because: .flag)
        }
        if let flag { return try profile(named: flag, because: .flag, variables) }
        if let name = variables["MINTOP_PROFILE"] {
            return try profile(named: name, because: .profileVariable, variables)
        }
        if variables["MINT_API_KEY"] != nil || variables["MINT_API_BASE_URL"] != nil {
            return try environmentProfile(because: .keyVariable, variables)
        }
        return try choiceOfFile(variables)
    }

    /// Returns the file's choice if no profile was named. A fault in the file does not prevent the start.
    private func choiceOfFile(_ variables: EnvironmentVariables) throws(ProfileError) -> ProfileChoice {
        if defaultProfile == ProfileName.local { return ProfileChoice(.local, because: .defaultProfile) }
        let named = profiles.first { $0.name == defaultProfile }
        let only = profileDoubt == nil && profiles.count == 1 ? profiles.first : nil
        if let profile = named ?? only, profile.refusal == nil {
            return try choice(profile, because: named == nil ? .onlyProfile : .defaultProfile, variables)
        }
        var choice = ProfileChoice(.local, because: .nothing)
        choice.mintlify = variables.mintlify
        choice.doubt = profileDoubt ?? (named ?? only)?.refusal
        return choice
    }

    /// Returns the names that `--profile` takes: `local`, then `env` if `MINT_API_KEY` is set, then those of the file.
    package func profileNames(environment: [String: String]) -> [String] {
        let own = EnvironmentVariables(environment)["MINT_API_KEY"] == nil ? [] : [ProfileName.environment]
        return [ProfileName.local] + own + profiles.map(\.name)
    }

    private func profile(
        named name: String, because reason: ProfileChoice.Reason, _ variables: EnvironmentVariables
    ) throws(ProfileError) -> ProfileChoice {
        if name == ProfileName.local { return ProfileChoice(.local, because: reason) }
        if name == ProfileName.environment { return try environmentProfile(because: reason, variables) }
        if let profile = profiles.first(where: { $0.name == name }) {
            return try choice(profile, because: reason, variables)
        }
        let subject = reason == .profileVariable ? "MINTOP_PROFILE: unknown" : "Unknown"
        let names = profileNames(environment: variables.all)
        let problem = profileDoubt.map { " The configuration has a mistake: \($0)" } ?? ""
        throw ProfileError(
            "\(subject) profile \(quoted(name)). Use \(listed(names, "or")).\(problem)")
    }

    private func choice(
        _ profile: ConfiguredProfile, because reason: ProfileChoice.Reason, _ variables: EnvironmentVariables
    ) throws(ProfileError) -> ProfileChoice {
        guard profile.refusal == nil, let keySource = profile.keySource else {
            let problem = profile.refusal.map { ": \($0)" } ?? ": it has no key."
            throw ProfileError("The profile \(quoted(profile.name)) cannot be used\(problem)")
        }
        var choice = ProfileChoice(
            .configured(profile.name), because: reason,
            server: RemoteServer(
                baseURL: profile.baseURL, baseURLSubject: "The base_url of \(quoted(profile.name))",
                keySource: keySource, allowsInsecureHTTP: profile.allowsInsecureHTTP))
        choice.readOnly = profile.readOnly
        choice.color = profile.color
        choice.theme = profile.theme
        choice.budget = profile.budget
        choice.mintlify = profile.mintlify.map { $0.choice(of: profile) } ?? variables.mintlify
        return choice
    }

    private func environmentProfile(
        because reason: ProfileChoice.Reason, _ variables: EnvironmentVariables
    ) throws(ProfileError) -> ProfileChoice {
        guard let key = variables["MINT_API_KEY"] else {
            throw ProfileError(
                variables["MINT_API_BASE_URL"] == nil
                    ? "The profile “env” needs MINT_API_KEY, which is not set."
                    : "MINT_API_BASE_URL is set but MINT_API_KEY is not: set the key, or use --local.")
        }
        guard KeyText.isSendable(key) else {
            throw ProfileError("MINT_API_KEY contains invalid characters: check it for quotes and spaces.")
        }
        if let refusal = KeyKind(of: key).refusal(for: .mint) { throw ProfileError("MINT_API_KEY \(refusal)") }
        var choice = ProfileChoice(
            .environment, because: reason,
            server: RemoteServer(
                baseURL: variables["MINT_API_BASE_URL"] ?? "https://api.mint.gg",
                baseURLSubject: "MINT_API_BASE_URL",
                keySource: .environment(variable: "MINT_API_KEY", Secret(key))))
        choice.mintlify = variables.mintlify
        return choice
    }
}

extension ConfiguredMintlify {
    fileprivate func choice(of profile: ConfiguredProfile) -> ProfileChoice.Mintlify {
        guard refusal == nil, let keySource else {
            return .unusable(
                refusal.map(\.description) ?? "The mintlify part of \(quoted(profile.name)) has no key.")
        }
        let server = RemoteServer(
            baseURL: baseURL, baseURLSubject: "The base_url of mintlify in \(quoted(profile.name))",
            keySource: keySource, allowsInsecureHTTP: profile.allowsInsecureHTTP)
        return .service(MintlifyService(server: server, projectID: projectID))
    }
}
