/// The settings, one table for each kind of map.
enum Sections {
    static let file = Section<ConfigurationDraft>(
        title: "a setting",
        fields: [
            Section.field("theme", \.configuration.theme) { value throws(Misfit) in try value.text() },
            Section.field("color", \.configuration.color) { value throws(Misfit) in try value.choice(ColorDepth.self) },
            Section.field("hold", \.configuration.hold) { value throws(Misfit) in
                .seconds(try value.integer(in: 0...600, unit: "seconds"))
            },
            Section.field("images", \.configuration.images) { value throws(Misfit) in
                try value.choice(ImageMethod.self)
            },
            Section.Field(name: "columns", mistake: { _, _ in }) { (value, draft, reader) throws(Misfit) in
                try reader.readColumns(value, into: &draft)
            },
            Section.field("mouse", \.configuration.mouse) { value throws(Misfit) in try value.flag() },
            Section.field("title", \.configuration.title) { value throws(Misfit) in try value.flag() },
            Section.Field(name: "notify", mistake: { _, _ in }) { (value, draft, reader) throws(Misfit) in
                try reader.readRules(value, into: &draft)
            },
            Section.Field(name: "keys", mistake: { _, _ in }) { (value, draft, reader) throws(Misfit) in
                draft.configuration.keys = try reader.keys(value)
            },
            Section.Field(name: "default_profile", mistake: doubt) { (value, draft, _) throws(Misfit) in
                draft.configuration.defaultProfile = try value.text()
                draft.defaultProfileLine = value.line
            },
            Section.Field(name: "profiles", mistake: doubt) { (value, draft, reader) throws(Misfit) in
                try reader.readProfiles(value, into: &draft)
            },
        ],
        strangers: strangers(["base_url", "api_key_command", "api_key_file", "budget", "mintlify", insecureHTTP]) {
            "“\($0)” is a setting of a profile: put it below profiles and a name."
        } + [
            Section.Stranger(
                "read_only", "“read_only” is a setting of a profile; until you move it there, all are read-only."
            ) { draft, _ in draft.isReadOnlyEverywhere = true },
            Section.Stranger("api_key", keyInFile),
        ])

    static let profile = Section<ProfileDraft>(
        title: "a setting of a profile",
        fields: [
            Section.field("base_url", \.profile.baseURL, mistake: refuse) { value throws(Misfit) in
                try value.address(such: "https://api.mint.gg")
            },
            Section.field("api_key_command", \.command, mistake: refuse) { value throws(Misfit) in try value.command()
            },
            Section.field("api_key_file", \.file, mistake: refuse) { value throws(Misfit) in try value.path() },
            Section.field("color", \.profile.color) { value throws(Misfit) in
                let text = try value.text()
                if let color = ProfileColor(text) { return color }
                let names = ProfileColor.Name.allCases.map(\.rawValue)
                throw value.misfit(
                    "The color of a profile is \(listed(names, "or")), or as in \"#ff8800\"; this is \(quoted(text)).")
            },
            Section.field("theme", \.profile.theme) { value throws(Misfit) in try value.text() },
            Section.field("read_only", \.profile.readOnly, mistake: protect) { value throws(Misfit) in
                try value.choice(ReadOnlyMode.self)
            },
            Section.field("budget", \.profile.budget) { value throws(Misfit) in
                try value.integer(in: 1...600, unit: "requests a minute")
            },
            Section.field(insecureHTTP, \.profile.allowsInsecureHTTP) { value throws(Misfit) in
                try value.flag()
            },
            Section.Field(name: "mintlify", mistake: { _, _ in }) { (value, draft, reader) throws(Misfit) in
                try reader.readMintlify(value, into: &draft)
            },
        ],
        strangers: strangers(["hold", "images", "mouse", "columns", "keys", "default_profile", "notify", "title"]) {
            "“\($0)” applies to all profiles: put it at the top level of the file."
        }
            + strangers(["server", "host", "address", "endpoint"], mistake: refuse) {
                "“\($0)” is not a setting of a profile; did you mean “base_url”?"
            } + [Section.Stranger("api_key", keyInFile, mistake: refuse)])

    static let mintlify = Section<MintlifyDraft>(
        title: "a setting of mintlify",
        fields: [
            Section.field("base_url", \.mintlify.baseURL, mistake: refuse) { value throws(Misfit) in
                try value.address(such: "https://api.mintlify.com")
            },
            Section.field("project_id", \.mintlify.projectID, mistake: refuse) { value throws(Misfit) in
                let text = try value.text()
                guard MintlifyService.isProjectID(text) else {
                    throw value.misfit("project_id takes letters, digits, - and _; this is \(quoted(text)).")
                }
                return text
            },
            Section.field("api_key_command", \.command, mistake: refuse) { value throws(Misfit) in try value.command()
            },
            Section.field("api_key_file", \.file, mistake: refuse) { value throws(Misfit) in try value.path() },
        ],
        strangers: [
            Section.Stranger("api_key", keyInFile, mistake: refuse),
            Section.Stranger(insecureHTTP, "“\(insecureHTTP)” is a setting of a profile: put it beside mintlify."),
        ])

    private static let insecureHTTP = "allow_insecure_http"

    private static func strangers<Target>(
        _ names: [String], mistake: @escaping Section<Target>.Mistake = { _, _ in }, reason: (String) -> String
    ) -> [Section<Target>.Stranger] {
        names.map { Section.Stranger($0, reason($0), mistake: mistake) }
    }

    private static let keyInFile =
        "A key does not belong in this file: use api_key_command, or api_key_file with a file only you can read."

    /// Marks the choice of profile as unreliable.
    @Sendable private static func doubt(_ draft: inout ConfigurationDraft, _ problem: ConfigurationProblem) {
        draft.configuration.profileDoubt = draft.configuration.profileDoubt ?? problem
    }

    /// Rejects the draft: its key might go to the wrong server.
    @Sendable private static func refuse(_ draft: inout some KeyedDraft, _ problem: ConfigurationProblem) {
        draft.refusal = draft.refusal ?? problem
    }

    /// Falls back to the safe setting.
    @Sendable private static func protect(_ draft: inout ProfileDraft, _ problem: ConfigurationProblem) {
        draft.profile.readOnly = .on
    }
}
