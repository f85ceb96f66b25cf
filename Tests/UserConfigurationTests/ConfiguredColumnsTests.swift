import Testing

@testable import UserConfiguration

struct ConfiguredColumnsTests {
    @Test func columnsAndWidthsAreRead() {
        let configuration = Configuration(
            parsing: """
                columns:
                  operations: [status, prompt:40, Age]
                  worlds:
                    - name
                """, fileName: "config.yaml")
        #expect(configuration.problems == [])
        #expect(
            configuration.columns == [
                "operations": [
                    ConfiguredColumn(name: "status"), ConfiguredColumn(name: "prompt", width: 40),
                    ConfiguredColumn(name: "age"),
                ], "worlds": [ConfiguredColumn(name: "name")],
            ])
    }

    @Test(arguments: [
        ("operations: [status, promt]", "Unknown column of operations “promt”; did you mean “prompt”?"),
        ("operations: [zzzzzzzz]", "use status, kind, prompt"),
        ("worlds: [prompt]", "Unknown column of worlds “prompt”; use status, name,"),
        ("operation: [status]", "Unknown list “operation”; did you mean “operations”?"),
        ("operations: [status, STATUS]", "lists the column “status” twice"),
        ("operations: [prompt:2]", "The width of a column is a number from 3 to 200, as in prompt:20"),
        ("operations: [\"prompt:\"]", "The width of a column"), ("operations: [\":\"]", "Unknown column"),
        ("operations: status", "columns of operations must be a list"), ("operations: []", "must be a list"),
    ])
    func aMistakeIsNamedWithItsLineAndTheOtherListsStand(_ line: String, _ sentence: String) throws {
        let configuration = Configuration(
            parsing: "columns:\n  \(line)\n  models: [name, id]\n", fileName: "config.yaml")
        let problem = try #require(configuration.problems.first)
        #expect(configuration.problems.count == 1)
        #expect(problem.line == 2)
        #expect(problem.description.contains(sentence), "\(problem)")
        #expect(configuration.columns == ["models": [ConfiguredColumn(name: "name"), ConfiguredColumn(name: "id")]])
    }
}
