import Testing

@testable import UserConfiguration

struct ConfigurationReaderKeysTests {
    private func keys(_ yaml: String) -> (keys: KeySettings, problems: [String]) {
        let configuration = Configuration(parsing: yaml, fileName: "config.yaml")
        return (configuration.keys, configuration.problems.map(\.description))
    }

    @Test func anActionHasOneKeySeveralOrNone() {
        let (keys, problems) = keys(
            """
            keys:
              preset: k9s
              approve: A
              move.first: [g g, Home,
                "0"]
              copy: none
              mark: []
              next-tab: "]"
              jobs: 4
            """)
        #expect(problems == [])
        #expect(keys.preset == KeySettings.Text(text: "k9s", line: 2))
        #expect(keys.entries.map(\.action.text) == ["approve", "move.first", "copy", "mark", "next-tab", "jobs"])
        #expect(keys.entries.map { $0.keys.map(\.text) } == [["A"], ["g g", "Home", "0"], [], [], ["]"], ["4"]])
        #expect(keys.entries.map(\.action.line) == [3, 4, 6, 7, 8, 9])
        #expect(keys.entries[1].keys.map(\.line) == [4, 4, 5])
    }

    @Test func aMistakeLeavesTheOthersInForce() {
        let (keys, problems) = keys("keys:\n  approve: {}\n  cancel: K\n  [a]: b\n  ? x\nhold: 3\n")
        #expect(keys.entries.map(\.action.text) == ["cancel"])
        #expect(problems.count == 3)
    }

    @Test func withoutTheSectionNothingChanges() {
        #expect(keys("hold: 3").keys == KeySettings())
        #expect(keys("keys:\nhold: 3").keys == KeySettings())
    }
}
