import Testing

@testable import UserConfiguration

/// The choice of the profile and its key.
struct ConfigurationChoosingTests {
    static let file = Configuration(
        parsing: """
            default_profile: live
            profiles:
              live:
                api_key_command: [pass, show, live]
                color: red
                theme: nord
                read_only: until_armed
                budget: 20
                mintlify: {project_id: docs, api_key_file: /m}
              staging: {base_url: "https://api.dev.mint.gg", api_key_file: /s}
              broken: {base_url: nonsense, api_key_file: /b}
            """, fileName: "config.yaml")

    private func choose(
        _ configuration: Configuration = file, named: String? = nil, isLocal: Bool = false,
        _ environment: [String: String] = [:]
    ) throws(ProfileError) -> ProfileChoice {
        try configuration.chooseProfile(named: named, isLocal: isLocal, environment: environment)
    }

    private static let key = ["MINT_API_KEY": "k-1"]

    /// (--profile, --local, the environment, the name and the reason)
    static let rows: [(String?, Bool, [String: String], String, ProfileChoice.Reason)] = [
        (nil, false, [:], "live", .defaultProfile),
        (nil, false, ["MINT_API_KEY": "", "MINTOP_PROFILE": ""], "live", .defaultProfile),
        (nil, false, key, "env", .keyVariable),
        (nil, false, ["MINTOP_PROFILE": "staging"], "staging", .profileVariable),
        (nil, false, ["MINTOP_PROFILE": "staging", "MINT_API_KEY": "k-1"], "staging", .profileVariable),
        (nil, false, ["MINTOP_PROFILE": "local", "MINT_API_KEY": "k-1"], "local", .profileVariable),
        ("live", false, ["MINTOP_PROFILE": "staging", "MINT_API_KEY": "k-1"], "live", .flag),
        ("local", false, ["MINTOP_PROFILE": "staging", "MINT_API_KEY": "k-1"], "local", .flag),
        ("env", false, ["MINTOP_PROFILE": "staging", "MINT_API_KEY": "k-1"], "env", .flag),
        (nil, true, ["MINTOP_PROFILE": "staging", "MINT_API_KEY": "k-1"], "local", .flag),
        ("local", true, [:], "local", .flag),
    ]

    @Test(arguments: rows.indices)
    func flagsComeBeforeTheEnvironmentAndThatBeforeTheFile(row: Int) throws {
        let (named, isLocal, environment, name, reason) = Self.rows[row]
        let choice = try choose(named: named, isLocal: isLocal, environment)
        #expect(choice.name == name)
        #expect(choice.reason == reason)
        #expect((choice.server == nil) == (name == "local"))
    }

    @Test func aProfileOfTheFileArrivesWhole() throws {
        let choice = try choose(Self.file, ["MINT_API_KEY": "k-1", "MINTOP_PROFILE": "live"])
        var expected = ProfileChoice(
            .configured("live"), because: .profileVariable,
            server: RemoteServer(
                baseURL: "https://api.mint.gg", baseURLSubject: "The base_url of “live”",
                keySource: .command(["pass", "show", "live"])))
        expected.color = .named(.red)
        expected.theme = "nord"
        expected.readOnly = .untilArmed
        expected.budget = 20
        expected.mintlify = .service(
            MintlifyService(
                server: RemoteServer(
                    baseURL: "https://api.mintlify.com", baseURLSubject: "The base_url of mintlify in “live”",
                    keySource: .file("/m")),
                projectID: "docs"))
        #expect(choice == expected)
    }

    @Test func onlyAProfileOfTheFileAllowsInsecureHTTP() throws {
        let configuration = Configuration(
            parsing: """
                profiles:
                  a:
                    api_key_file: /k
                    allow_insecure_http: true
                    mintlify: {project_id: docs, api_key_file: /m}
                  b: {api_key_file: /k, allow_insecure_http: true}
                """, fileName: "c")
        let variables = ["MINT_API_KEY": "k-1", "MINTLIFY_API_KEY": "mint_a", "MINTLIFY_PROJECT_ID": "p"]
        func allowed(_ name: String) throws -> [Bool?] {
            let choice = try choose(configuration, named: name, variables)
            guard case .service(let mintlify) = choice.mintlify else { return [choice.server?.allowsInsecureHTTP] }
            return [choice.server?.allowsInsecureHTTP, mintlify.server.allowsInsecureHTTP]
        }
        #expect(try allowed("a") == [true, true])
        #expect(try allowed("b") == [true, false])
        #expect(try allowed("env") == [false, false])
    }

    @Test func theOnlyProfileNeedsNoDefault() throws {
        let only = Configuration(parsing: "profiles: {one: {api_key_file: /k}}", fileName: "c")
        #expect(try choose(only).reason == .onlyProfile)
        #expect(try choose(only).name == "one")
        let two = Configuration(parsing: "profiles: {one: {api_key_file: /k}, two: {api_key_file: /k}}", fileName: "c")
        #expect(try choose(two).name == "local")
        #expect(try choose(two).reason == .nothing)
        #expect(try choose(Configuration()).name == "local")
    }

    @Test func aDoubtfulFileFallsBackToLocalAndSaysSo() throws {
        let doubtful = Configuration(
            parsing: "default_profile: twoo\nprofiles: {two: {api_key_file: /k}}", fileName: "config.yaml")
        let choice = try choose(doubtful)
        #expect(choice.name == "local")
        #expect(choice.doubt?.line == 1)
        #expect(try choose(doubtful, named: "two").doubt == nil)
        #expect(try choose(doubtful, Self.key).doubt == nil)
    }

    @Test(arguments: ["", "default_profile: one\n"])
    func aProfileThatCannotBeUsedStopsNothingUnlessItIsNamed(line: String) throws {
        let broken = Configuration(parsing: line + "profiles: {one: {api_key_file: k}}", fileName: "config.yaml")
        let choice = try choose(broken)
        #expect(choice.name == "local")
        #expect(choice.doubt == broken.profiles.first?.refusal)
        #expect(choice.doubt != nil)
        #expect(throws: ProfileError.self) { try choose(broken, named: "one") }
        #expect(throws: ProfileError.self) { try choose(broken, ["MINTOP_PROFILE": "one"]) }
    }

    @Test func localByDefaultIsAChoiceWithoutDoubt() throws {
        let local = Configuration(
            parsing: "default_profile: local\nprofiles: {one: {api_key_file: /k}}", fileName: "config.yaml")
        #expect(try choose(local) == ProfileChoice(.local, because: .defaultProfile))
    }

    /// The environment alone: as before the settings file existed.
    @Test func theEnvironmentAloneDecidesAsEver() throws {
        let none = Configuration()
        #expect(try choose(none).identifier(baseURL: "") == "local|embedded")
        let plain = try choose(none, Self.key)
        #expect(plain.server?.baseURL == "https://api.mint.gg")
        #expect(plain.server?.keySource == .environment(variable: "MINT_API_KEY", Secret("k-1")))
        #expect(plain.identifier(baseURL: "https://api.mint.gg") == "env|https://api.mint.gg|3cd48219358b049c")
        let other = try choose(none, ["MINT_API_KEY": "k-2", "MINT_API_BASE_URL": "http://127.0.0.1:1/v1"])
        #expect(other.server?.baseURL == "http://127.0.0.1:1/v1")
        #expect(other.server?.baseURLSubject == "MINT_API_BASE_URL")
        #expect(other.identifier(baseURL: "x") != plain.identifier(baseURL: "x"))
        #expect(try choose(none, isLocal: true, ["MINT_API_BASE_URL": "x"]).name == "local")
    }

    @Test func aProfileOfTheFileKeepsItsIdentityWhateverItsKey() throws {
        let one = try choose(named: "live").identifier(baseURL: "https://a")
        #expect(one == "file|live|https://a")
        #expect(try choose(named: "staging").identifier(baseURL: "https://a") == "file|staging|https://a")
    }

    /// (--profile, --local, the environment, the whole sentence)
    static let refusals: [(String?, Bool, [String: String], String)] = [
        ("live", true, [:], "Use --local or --profile, not both."),
        ("livee", false, [:], "Unknown profile “livee”. Use local, live, staging or broken."),
        ("livee", false, key, "Unknown profile “livee”. Use local, env, live, staging or broken."),
        (
            nil, false, ["MINTOP_PROFILE": "x"],
            "MINTOP_PROFILE: unknown profile “x”. Use local, live, staging or broken."
        ),
        ("env", false, [:], "The profile “env” needs MINT_API_KEY, which is not set."),
        (
            nil, false, ["MINT_API_BASE_URL": "https://x"],
            "MINT_API_BASE_URL is set but MINT_API_KEY is not: set the key, or use --local."
        ),
        (
            nil, false, ["MINT_API_KEY": "SECRET 1"],
            "MINT_API_KEY contains invalid characters: check it for quotes and spaces."
        ),
        (
            nil, false, ["MINT_API_KEY": "mint_dsc_SECRET"],
            "MINT_API_KEY provides an assistant key of Mintlify (mint_dsc_…): use a key of the Mint API."
        ),
        (
            "broken", false, [:],
            "The profile “broken” cannot be used: config.yaml:11: base_url must be an http or https address, such as "
                + "https://api.mint.gg."
        ),
    ]

    @Test(arguments: refusals)
    func whatCannotBeChosenIsRefusedInASentence(
        named: String?, isLocal: Bool, environment: [String: String], sentence: String
    ) {
        let error = #expect(throws: ProfileError.self) { try choose(named: named, isLocal: isLocal, environment) }
        #expect(error?.description == sentence)
    }

    @Test func aMissingProfileOfABrokenFileNamesTheMistake() {
        let broken = Configuration(parsing: "profiles: [", fileName: "config.yaml")
        let error = #expect(throws: ProfileError.self) { try choose(broken, named: "live") }
        #expect(
            error?.description.hasPrefix(
                "Unknown profile “live”. Use local. The configuration has a mistake: config.yaml:2: The YAML")
                == true)
    }

    /// (the environment, the Mintlify part)
    static let mintlify: [([String: String], String)] = [
        ([:], "none"),
        (["MINTLIFY_API_KEY": "mint_SECRET", "MINTLIFY_PROJECT_ID": "p"], "https://api.mintlify.com p"),
        (
            ["MINTLIFY_API_KEY": "mint_SECRET", "MINTLIFY_PROJECT_ID": "p", "MINTLIFY_API_BASE_URL": "http://m"],
            "http://m p"
        ),
        (["MINTLIFY_PROJECT_ID": "p"], "MINTLIFY_PROJECT_ID is set but MINTLIFY_API_KEY is not: set the key."),
        (
            ["MINTLIFY_API_KEY": "mint_SECRET"],
            "MINTLIFY_API_KEY is set but MINTLIFY_PROJECT_ID is not: set the id of the project."
        ),
        (
            ["MINTLIFY_API_KEY": "mint_SECRET", "MINTLIFY_PROJECT_ID": "a/b"],
            "MINTLIFY_PROJECT_ID takes letters, digits, - and _."
        ),
        (
            ["MINTLIFY_API_KEY": "SECRET", "MINTLIFY_PROJECT_ID": "p"],
            "MINTLIFY_API_KEY provides no Mintlify key, perhaps a Mint key: the agent requires an admin key (mint_…)."
        ),
        (
            ["MINTLIFY_API_KEY": "mint_us_SECRET", "MINTLIFY_PROJECT_ID": "p"],
            "MINTLIFY_API_KEY provides an index key (mint_us_…): the agent requires an admin key (mint_…)."
        ),
    ]

    @Test(arguments: mintlify)
    func theMintlifyPartComesFromTheEnvironmentWhereTheProfileHasNone(
        environment: [String: String], expected: String
    ) throws {
        func text(_ choice: ProfileChoice) -> String {
            switch choice.mintlify {
            case .none: "none"
            case .service(let service): "\(service.server.baseURL) \(service.projectID)"
            case .unusable(let sentence): sentence
            }
        }
        #expect(try text(choose(Configuration(), environment)) == expected)
        #expect(try text(choose(named: "staging", environment)) == expected)
        #expect(try text(choose(Configuration(), environment.merging(Self.key) { $1 })) == expected)
        #expect(try text(choose(named: "live", environment)) == "https://api.mintlify.com docs")
        // The embedded server includes the embedded agent.
        #expect(try text(choose(isLocal: true, environment)) == "none")
    }

    @Test func aMintlifyPartWithAMistakeIsUnusableAndNamesIt() throws {
        let file = Configuration(
            parsing: "profiles: {a: {api_key_file: /k, mintlify: {api_key_file: /m}}}", fileName: "config.yaml")
        #expect(try choose(file).mintlify == .unusable("config.yaml:1: mintlify needs a project_id."))
    }
}
