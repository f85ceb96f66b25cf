import Testing

@testable import UserConfiguration

struct SuggestionTests {
    static let names = ["base_url", "api_key_command", "api_key_file", "color", "theme", "read_only", "budget"]

    @Test(arguments: [
        ("reed_only", "read_only"), ("readOnly", "read_only"), ("READ-ONLY", "read_only"), ("colour", "color"),
        ("colro", "color"), ("url", "base_url"), ("api_key_comand", "api_key_command"), ("apikeyfile", "api_key_file"),
        ("budgte", "budget"), ("them", "theme"),
    ])
    func aSlipIsUnderstood(text: String, meant: String) {
        #expect(Suggestion.nearest(to: text, among: Self.names) == meant)
    }

    @Test(arguments: ["", "x", "api", "key", "timeout", "webhook"])
    func whatIsNotNearAnythingHasNoSuggestion(text: String) {
        #expect(Suggestion.nearest(to: text, among: Self.names) == nil)
    }

    @Test func aVeryLongNameTakesNoTime() {
        #expect(Suggestion.nearest(to: String(repeating: "a", count: 1_000_000), among: Self.names) == nil)
    }

    @Test(arguments: [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1)])
    func theDistanceCountsSlips(left: String, right: String, distance: Int) {
        #expect(Suggestion.distance(Array(left), Array(right)) == distance)
    }
}
