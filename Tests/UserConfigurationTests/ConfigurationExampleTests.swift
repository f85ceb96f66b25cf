import Testing

@testable import UserConfiguration

struct ConfigurationExampleTests {
    /// The example without the first `#` of each line of a kind.
    private func uncommented(_ example: String) -> String {
        example.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("#") ? String($0.dropFirst()) : String($0) }.joined(separator: "\n")
    }

    @Test func asItIsItSetsNothing() {
        #expect(Configuration(parsing: Configuration.example, fileName: "config.yaml") == Configuration())
    }

    @Test func everySettingInForceIsWithoutProblems() throws {
        let configuration = Configuration(parsing: uncommented(Configuration.example), fileName: "config.yaml")
        #expect(configuration.problems == [])
        #expect(configuration.theme == "terminal-16")
        #expect(configuration.color == .auto)
        #expect(configuration.hold == .seconds(5))
        #expect(configuration.images == .auto)
        #expect(configuration.mouse == true)
        #expect(configuration.title == true)
        #expect(configuration.notify?.map(\.events.count) == [5, 1])
        #expect(configuration.keys.preset?.text == "mintop")
        #expect(configuration.keys.entries.map(\.keys.count) == [1, 2, 0])
        #expect(configuration.columns["operations"]?.map(\.name).first == "status")
        #expect(configuration.defaultProfile == "local")
        #expect(configuration.profiles.map(\.name) == ["live", "staging"])
        #expect(configuration.profiles.allSatisfy { $0.refusal == nil && $0.mintlify?.refusal == nil })
        #expect(try configuration.chooseProfile(environment: [:]).name == "local")
        #expect(try configuration.chooseProfile(named: "live", environment: [:]).budget == 60)
    }

    @Test func everySettingThereIsIsShown() {
        let lines = Configuration.example.split(separator: "\n").filter { !$0.hasPrefix("##") }
        let words = lines.compactMap { $0.dropFirst().split(separator: ":").first?.drop { $0 == " " || $0 == "-" } }
        let shown = Set(words.map(String.init))
        let names =
            Sections.file.fields.map(\.name) + Sections.profile.fields.map(\.name)
            + Sections.mintlify.fields.map(\.name) + Sections.notifyRule.fields.map(\.name)
        #expect(Set(names).subtracting(shown) == [])
        #expect(
            shown.subtracting(names) == [
                "live", "staging", "operations", "preset", "operation.approve", "move.first", "asset.copy",
            ])
    }

    @Test func itFitsOnAScreen() {
        #expect(Configuration.example.split(separator: "\n").allSatisfy { $0.count <= 120 })
        #expect(Configuration.example.hasSuffix("\n"))
    }
}
