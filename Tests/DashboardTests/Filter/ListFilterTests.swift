import Testing

@testable import Dashboard

struct ListFilterTests {
    static let fields = [
        FilterField("id"), FilterField("status"), FilterField("type"), FilterField("prompt"),
        FilterField("age", isSearched: false),
    ]

    static let rows = [
        ["op_1a", "failed", "world", "A dragon over Zürich", "2h"],
        ["op_2b", "running", "model", "Brass astrolabe, two words", "5m"],
        ["op_3c", "done", "world", "Tide pools at dusk: 12:30", "1d"],
        ["op_4d", "failed", "model", "Drag race on https://example.com/x", "3d"],
    ]

    static func rows(_ text: String) throws -> [Int] {
        try ListFilter(text, fields: fields).search(rows.map(FilterRow.init)).map(\.row)
    }

    static func error(_ text: String) -> String? {
        do {
            _ = try ListFilter(text, fields: fields)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(
        arguments: [
            ("", [0, 1, 2, 3]), ("drgn", [0, 3]), ("DRAG", [0, 3]), ("zürich", [0]), ("ZÜRICH", [0]), ("br st", [1]),
            ("status:failed", [0, 3]), ("status:FAIL", [0, 3]), ("status=fail", []), ("status=failed", [0, 3]),
            ("!status:failed", [1, 2]), ("!drag", [1, 2]), ("'drgn", []), ("'drag", [0, 3]), ("\"two words\"", [1]),
            ("prompt:\"two w\"", [1]), ("\"words two\"", []), ("words two", [1]), ("~^brass", [1]), ("~dusk: ", [2]),
            ("~a.*e", [0, 1, 3]), ("!~^[a-d]", []), ("!~^[a-c]", [2, 3]), ("prompt:~^[a-d]", [0, 1, 3]),
            ("!prompt:~^[a-d]", [2]),
            ("status:failed type:model", [3]), ("status:failed !type:model drag", [0]), ("age:5m", [1]), ("5m", []),
            ("!", [0, 1, 2, 3]), ("~", [0, 1, 2, 3]), ("status:", [0, 1, 2, 3]), ("!status:~", [0, 1, 2, 3]),
            ("12:30", [2]), ("https://example", [3]), ("~dragon\\ over", [0]), ("~two\\ ", [1]),
            ("   drgn   ", [0, 3]),
            ("~\"", []), ("~$", [0, 1, 2, 3]), ("type=world ~dusk", [2]),
        ] as [(String, [Int])])
    func everyTermHasToHold(text: String, expected: [Int]) throws {
        #expect(try Self.rows(text) == expected)
    }

    @Test(arguments: [
        (
            "statsu:failed",
            "There is no field “statsu”; there are id, status, type, prompt, age. Put it in quotes to look for the text."
        ),
        ("~(ab", "The expression is invalid at its end: missing closing parenthesis."),
        ("~ab)", "The expression is invalid at character 3: unmatched closing parenthesis."),
        ("~*a", "The expression is invalid at character 1: quantifier does not follow a repeatable item."),
        ("prompt:~[ab", "The expression is invalid at its end: missing terminating ] for character class."),
        ("~a{3,1}", "The expression is invalid at character 6: numbers out of order in {} quantifier."),
        ("~a\\", "The expression is invalid at its end: \\ at end of pattern."),
        ("~ü漢[z-a]", "The expression is invalid at character 6: range out of order in character class."),
        ("~((a{200}){200}){200}", "The expression is invalid at its end: regular expression is too large."),
        ("~a\\Cb", "The expression is invalid at character 4: using \\C is disabled by the application."),
        ("~(*FOO)a", "The expression is invalid at character 6: (*VERB) not recognized or malformed."),
        ("type:\u{1B}[2J ~[", "The expression is invalid at its end: missing terminating ] for character class."),
    ])
    func whatMeansNothingIsOneSentence(text: String, sentence: String) {
        #expect(Self.error(text) == sentence)
    }

    @Test func aPasteIsNoFilter() {
        #expect(Self.error(String(repeating: "a", count: 513)) == "The filter is longer than 512 bytes; shorten it.")
        #expect(Self.error("~" + String(repeating: "(", count: 400))?.contains("too deeply nested") == true)
    }

    @Test(arguments: [
        ("drag", 3, "A dragon over Zürich", ["drag"]), ("zrch", 3, "A dragon over Zürich", ["Z", "r", "ch"]),
        ("ürich", 3, "A dragon over ZÜRICH", ["ÜRICH"]), ("status:failed", 3, "failed", []),
        ("status:ail", 1, "failed", ["ail"]), ("!drag", 3, "a dragon", []),
        ("~o[a-z]", 3, "one onto", ["on", "on"]),
        ("a", 4, "a", []), ("an on", 3, "an onion", ["an", "on"]), ("~x*", 3, "axxb", ["xx"]),
        ("~^a|a$", 3, "aaa", ["a", "a"]),
    ])
    func whatWasFoundIsHighlighted(text: String, field: Int, cell: String, expected: [String]) throws {
        let ranges = try ListFilter(text, fields: Self.fields).highlights(in: cell, field: field)
        let bytes = Array(cell.utf8)
        let found = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == expected)
    }
}
