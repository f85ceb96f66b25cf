import Testing

@testable import UserConfiguration

/// The settings of a file, and the messages about mistakes in it.
struct ConfigurationParsingTests {
    static let whole = """
        theme: nord
        color: 256
        hold: 12
        images: Kitty
        mouse: false
        default_profile: live
        profiles:
          live:
            base_url: https://mint.example/v1
            api_key_command: [pass, show, "mint live"]
            color: "#FF8800"
            theme: gruvbox
            read_only: until_armed
            budget: 30
            mintlify:
              base_url: http://127.0.0.1:8787
              project_id: 66a1-b_2
              api_key_file: ~/keys/mintlify
          staging:
            api_key_file: /keys/staging
            color: Magenta
            read_only: true
            allow_insecure_http: true
        """

    private func parse(_ yaml: String) -> Configuration {
        Configuration(parsing: yaml, fileName: "config.yaml")
    }

    @Test func everySettingArrives() throws {
        let configuration = parse(Self.whole)
        #expect(configuration.problems.isEmpty)
        #expect(configuration.profileDoubt == nil)
        #expect(configuration.theme == "nord")
        #expect(configuration.color == .indexed256)
        #expect(configuration.hold == .seconds(12))
        #expect(configuration.images == .kitty)
        #expect(configuration.mouse == false)
        #expect(configuration.defaultProfile == "live")
        var live = ConfiguredProfile(name: "live", line: 8)
        live.baseURL = "https://mint.example/v1"
        live.keySource = .command(["pass", "show", "mint live"])
        live.color = .rgb(red: 0xFF, green: 0x88, blue: 0)
        live.theme = "gruvbox"
        live.readOnly = .untilArmed
        live.budget = 30
        live.mintlify = ConfiguredMintlify()
        live.mintlify?.baseURL = "http://127.0.0.1:8787"
        live.mintlify?.projectID = "66a1-b_2"
        live.mintlify?.keySource = .file("~/keys/mintlify")
        var staging = ConfiguredProfile(name: "staging", line: 19)
        staging.keySource = .file("/keys/staging")
        staging.color = .named(.magenta)
        staging.readOnly = .on
        staging.allowsInsecureHTTP = true
        #expect(configuration.profiles == [live, staging])
        #expect(staging.baseURL == "https://api.mint.gg")
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "~", "profiles:\n", "\u{FEFF}# nothing", "{}"])
    func anEmptyFileSetsNothing(yaml: String) {
        #expect(parse(yaml) == Configuration())
    }

    @Test(arguments: ["\u{FEFF}hold: 7", "hold: 7\r\n", "%YAML 1.1\n---\nhold: 7\n...\n", "{hold: \"7\"}"])
    func formsOfTheSameFileReadTheSame(yaml: String) {
        var expected = Configuration()
        expected.hold = .seconds(7)
        #expect(parse(yaml) == expected)
    }

    /// (the file, the message)
    static let mistakes: [(String, String)] = [
        ("thmee: nord", "config.yaml:1: “thmee” is not a setting; did you mean “theme”?"),
        (
            "hold: 3\nzzzzzz: 1",
            "config.yaml:2: “zzzzzz” is not a setting; use theme, color, hold, images, columns, mouse, title, "
                + "notify, keys, default_profile or profiles."
        ),
        ("kyes: {quit: q}", "config.yaml:1: “kyes” is not a setting; did you mean “keys”?"),
        ("keys: A", "config.yaml:1: keys must be a map of names and values."),
        ("keys:\n  approve:", "config.yaml:2: The entry “approve” has no key: add one"),
        ("keys:\n  approve: {a: b}", "config.yaml:2: The entry “approve” must be a single value."),
        ("keys:\n  approve: [A, [B]]", "config.yaml:2: A key of the entry “approve” must be a single value."),
        ("keys:\n  preset: [k9s]", "config.yaml:2: The entry “preset” must be a single value."),
        ("keys: {approve: \"\\e[A\"}", "config.yaml:1: The entry “approve” contains control characters."),
        ("colour: auto", "config.yaml:1: “colour” is not a setting; did you mean “color”?"),
        ("Theme: nord", "config.yaml:1: “Theme” is not a setting; did you mean “theme”?"),
        ("budget: 5", "config.yaml:1: “budget” is a setting of a profile: put it below profiles and a name."),
        ("allow_insecure_http: true", "config.yaml:1: “allow_insecure_http” is a setting of a profile: put it below"),
        (
            "profiles: {a: {api_key_file: /k, allow_insecure_http: perhaps}}",
            "config.yaml:1: allow_insecure_http takes true or false; this is “perhaps”."
        ),
        (
            "profiles: {a: {api_key_file: /k, mintlify: {project_id: p, api_key_file: /m, allow_insecure_http: true}}}",
            "config.yaml:1: “allow_insecure_http” is a setting of a profile: put it beside mintlify."
        ),
        ("api_key: mint_SECRET", "config.yaml:1: A key does not belong in this file"),
        ("theme: [nord]", "config.yaml:1: theme must be a single value."),
        ("\ntheme:\nhold: 5", "config.yaml:2: theme has no value"),
        ("theme: \"a\\u001bb\"", "config.yaml:1: theme contains control characters."),
        ("theme: \(String(repeating: "x", count: 1025))", "config.yaml:1: theme is longer than 1024 bytes."),
        ("color: 88", "config.yaml:1: color takes auto, none, 16, 256 or rgb; this is “88”."),
        ("hold: soon", "config.yaml:1: hold takes a whole number of seconds from 0 to 600; this is “soon”."),
        ("hold: 601", "config.yaml:1: hold takes a whole number of seconds from 0 to 600; this is “601”."),
        ("hold: -1", "config.yaml:1: hold takes a whole number"),
        ("hold: 2.5", "config.yaml:1: hold takes a whole number"),
        ("hold: 99999999999999999999", "config.yaml:1: hold takes a whole number"),
        ("images: sixel", "config.yaml:1: images takes auto, cells, kitty or none; this is “sixel”."),
        ("mouse: yes", "config.yaml:1: mouse takes true or false; this is “yes”."),
        ("- theme\n- color", "config.yaml:1: The file must be a map of names and values."),
        ("just words", "config.yaml:1: The file must be a map of names and values."),
        ("? [a, b]\n: 1", "config.yaml:1: A name must be a single word"),
        ("profiles: [live]", "config.yaml:1: profiles must be a map of names and values."),
        ("profiles:\n  live: https://x", "config.yaml:2: The profile “live” must be a map of names and values."),
        ("profiles:\n  \"my prod\": {}", "config.yaml:2: The name of a profile has 1 to 32 letters"),
        ("profiles:\n  local: {}", "config.yaml:2: The name of a profile has 1 to 32 letters"),
        ("profiles:\n  a|b: {}", "config.yaml:2: The name of a profile has 1 to 32 letters"),
        ("default_profile: live", "config.yaml:1: default_profile names the unknown profile “live”; use local."),
        (
            "profiles: {live: {api_key_file: /k}}\ndefault_profile: lvie",
            "config.yaml:2: default_profile names the unknown profile “lvie”; did you mean “live”?"
        ),
        ("theme: a\ntheme: b", "config.yaml:1: The name “theme” is there twice in one map."),
        ("theme: \"unfinished", "config.yaml:1: The YAML is broken: found unexpected end of stream."),
        ("theme: nord\n\tcolor: 16", "config.yaml:2: The YAML is broken:"),
        ("hold: 1\n---\nhold: 2", "config.yaml:2: The YAML is broken:"),
        ("theme: *nothing", "config.yaml:1: The YAML is broken: an alias (*name) without its anchor."),
        ("theme: a\nhold: \u{1}", "config.yaml:2: The YAML is broken:"),
        (
            "a: &a 1\n" + String(repeating: "- *a\n", count: 33),
            "config.yaml: The file has more than 32 aliases; write the values out."
        ),
    ]

    @Test(arguments: mistakes)
    func aMistakeIsOneSentenceWithItsLine(yaml: String, sentence: String) throws {
        let configuration = parse(yaml)
        try #require(configuration.problems.count == 1)
        let text = configuration.problems[0].description
        #expect(text.hasPrefix(sentence))
        #expect(!text.contains("\n"))
        #expect(!text.contains("SECRET"))
    }

    @Test func aFileThatIsMuchTooDeepOrTooLargeIsRefusedAsAWhole() {
        let deep = parse(String(repeating: "[", count: 100_000))
        #expect(deep.problems.map(\.description) == ["config.yaml:1: The YAML is broken: it is nested too deeply."])
        let large = parse("a: " + String(repeating: "x", count: 256 * 1024))
        #expect(
            large.problems.map(\.description) == [
                "config.yaml: The file is larger than 256 KiB."
            ])
    }

    /// (the lines of a profile, the message)
    static let profileMistakes: [(String, String)] = [
        ("reed_only: true", "config.yaml:3: “reed_only” is not a setting of a profile; did you mean “read_only”?"),
        ("readonly: true", "config.yaml:3: “readonly” is not a setting of a profile; did you mean “read_only”?"),
        ("read_only: ture", "config.yaml:3: read_only takes false, true or until_armed; this is “ture”."),
        ("url: https://x", "config.yaml:3: “url” is not a setting of a profile; did you mean “base_url”?"),
        ("base_url: mint.gg", "config.yaml:3: base_url must be an http or https address"),
        ("base_url: ftp://mint.gg", "config.yaml:3: base_url must be an http or https address"),
        ("base_url: https://", "config.yaml:3: base_url must be an http or https address"),
        ("base_url: https://me:SECRET@mint.gg", "config.yaml:3: base_url must not contain a user name"),
        ("base_url: https://mint.gg?key=SECRET", "config.yaml:3: base_url must not contain a user name"),
        ("color: pink", "config.yaml:3: The color of a profile is red, yellow, green, cyan, blue or magenta"),
        ("color: #ff8800", "config.yaml:3: color has no value: add one (in quotes if it begins with #)"),
        ("color: \"#+f8800\"", "config.yaml:3: The color of a profile is"),
        ("budget: 0", "config.yaml:3: budget takes a whole number of requests a minute from 1 to 600; this is “0”."),
        ("hold: 3", "config.yaml:3: “hold” applies to all profiles: put it at the top level of the file."),
        ("api_key: SECRET", "config.yaml:3: A key does not belong in this file: use api_key_command"),
        ("api_key_command: pass SECRET", "config.yaml:3: api_key_command must be a list, such as [pass, show"),
        ("api_key_command: []", "config.yaml:3: api_key_command takes 1 to 64 words."),
        ("api_key_command: [\"\"]", "config.yaml:3: api_key_command must begin with a program"),
        ("api_key_command: [./key]", "config.yaml:3: api_key_command must begin with a program"),
        ("api_key_command: [pass, [show]]", "config.yaml:3: Each word of api_key_command must be a single value."),
        ("api_key_command: [\"a\\0\"]", "config.yaml:3: A word of api_key_command contains NUL or is longer"),
        ("api_key_file: key", "config.yaml:3: api_key_file must be the path of a file that begins with / or ~/."),
        ("api_key_file: mint_SECRET", "config.yaml:3: api_key_file must be the path of a file"),
        ("mintlify: 5", "config.yaml:3: mintlify must be a map of names and values."),
        ("mintlify: {}", "config.yaml:3: mintlify has no key: give it api_key_command or api_key_file."),
        ("mintlify: {api_key_file: /k}", "config.yaml:3: mintlify needs a project_id."),
        ("mintlify: {api_key_file: /k, project: x}", "config.yaml:3: “project” is not a setting of mintlify; did you"),
        ("mintlify: {api_key_file: /k, project_id: a/b}", "config.yaml:3: project_id takes letters, digits, - and _"),
    ]

    @Test(arguments: profileMistakes)
    func aMistakeInAProfileIsOneSentenceWithItsLine(line: String, sentence: String) throws {
        let ownKey = line.hasPrefix("api_key") ? "theme: nord" : "api_key_file: /k"
        let configuration = parse("profiles:\n  live:\n    \(line)\n    \(ownKey)")
        try #require(configuration.problems.count == 1)
        #expect(configuration.problems[0].description.hasPrefix(sentence))
        #expect(!configuration.problems[0].description.contains("SECRET"))
        #expect(configuration.profiles.map(\.name) == ["live"])
    }

    @Test func whatIsRightIsUsedBesideWhatIsWrong() {
        let configuration = parse(
            "theme: nord\nhold: soon\nprofiles:\n  a: {api_key_file: /k, budget: x}\n  b: 5\ncolr: 16")
        #expect(configuration.theme == "nord")
        #expect(configuration.hold == nil)
        #expect(configuration.profiles.map(\.name) == ["a", "b"])
        #expect(configuration.profiles.map { $0.refusal == nil } == [true, false])
        #expect(configuration.problems.map(\.line) == [2, 4, 5, 6])
    }

    @Test(arguments: [
        "base_url: nonsense", "basee_url: https://elsewhere.example", "server: https://x.example",
        "api_key_file: relative", "api_key: x",
        "api_key_comand: [pass]",
    ])
    func aProfileWithAMistakeInAddressOrKeyIsRefused(line: String) {
        let profile = parse("profiles:\n  live:\n    api_key_command: [pass]\n    \(line)").profiles.first
        #expect(profile?.refusal != nil)
        #expect(profile?.keySource == nil)
    }

    @Test(arguments: [("", "no key"), ("\n    api_key_file: /k\n    api_key_command: [pass]", "keep one of them")])
    func aProfileNeedsExactlyOneSourceOfItsKey(lines: String, sentence: String) {
        let configuration = parse("profiles:\n  live:\(lines)")
        #expect(configuration.problems.count == 1)
        #expect(configuration.problems.first?.reason.contains(sentence) == true)
        #expect(configuration.profiles.first?.refusal == configuration.problems.first)
    }

    @Test(arguments: ["reed_only: true", "readOnly: false", "read_only: ture", "read_only:"])
    func aMistakeAboutReadOnlyErrsOnTheSafeSide(line: String) {
        let profile = parse("profiles:\n  live:\n    api_key_file: /k\n    \(line)").profiles.first
        #expect(profile?.readOnly == .on)
        #expect(profile?.refusal == nil)
    }

    @Test func readOnlyInTheWrongPlaceHoldsForAllProfiles() {
        let configuration = parse(
            "read_only: true\nprofiles: {a: {api_key_file: /k, read_only: false}, b: {api_key_file: /k}}")
        #expect(configuration.profiles.map(\.readOnly) == [.on, .on])
        #expect(configuration.problems.map(\.line) == [1])
    }

    @Test func aMistakeInMintlifyLeavesTheProfileUsable() {
        let yaml = "profiles: {live: {api_key_file: /k, mintlify: {api_key: x, project_id: y}}}"
        let profile = parse(yaml).profiles.first
        #expect(profile?.keySource == .file("/k"))
        #expect(profile?.refusal == nil)
        #expect(profile?.mintlify?.refusal != nil)
    }

    @Test(arguments: [
        "theme: \"", "- a", "default_profile: [x]", "defaultprofile: live", "profils: {}", "profiles: 5",
        "profiles: {a b: {}}", "default_profile: nobody",
    ])
    func aFileThatCannotSayWhichProfileItMeansIsInDoubt(yaml: String) {
        let configuration = parse(yaml)
        #expect(configuration.profileDoubt != nil)
        #expect(configuration.profileDoubt == configuration.problems.first)
    }

    @Test func otherMistakesAreNoDoubt() {
        #expect(parse("hold: x\nprofiles: {live: {api_key_file: /k, budget: x}}").profileDoubt == nil)
    }

    @Test func thousandsOfMistakesAreToldInPart() {
        let configuration = parse((0..<5000).map { "k\($0): 1" }.joined(separator: "\n"))
        #expect(configuration.problems.count == 50)
        #expect(configuration.problems.first?.line == 1)
    }

    @Test func hostileNamesAreHarmlessInASentence() throws {
        let configuration = parse("\"\\e]0;x\\a\\u202Etitle\": 1\nprofiles: {\"\\e[2J\": {}}")
        #expect(configuration.problems.count == 2)
        for problem in configuration.problems {
            #expect(!problem.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(!problem.description.unicodeScalars.contains("\u{202E}"))
        }
    }
}
