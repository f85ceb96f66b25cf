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

    static let index: FilterIndex = {
        var index = FilterIndex(fields: fields)
        index.replaceAll(rows)
        return index
    }()

    static func rows(_ text: String) throws -> [Int32] {
        var session = FilterSession()
        return try session.search(ListFilter(text, fields: fields), in: index)
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
        ] as [(String, [Int32])])
    func everyTermHasToHold(text: String, expected: [Int32]) throws {
        #expect(try Self.rows(text) == expected)
    }

    @Test(arguments: [
        (
            "statsu:failed",
            "There is no field “statsu”; there are id, status, type, prompt, age. Put it in quotes to look for the text."
        ),
        ("~(ab", "A parenthesis is not closed; write \\( for the character itself."),
        ("~ab)", "The expression closes a parenthesis that is not open."),
        ("~*a", "There is nothing before “*” to repeat; write \\* for the character itself."),
        ("~[ab", "A bracket is not closed; write \\[ for the character itself."),
        ("~a{3,1}", "The count in braces is out of order or above 200."),
        ("~a{", "Braces hold a count, as in {3} or {2,5}; write \\{ for the character itself."),
        ("~a\\", "The expression ends in a backslash; write two for the character itself."),
        ("~\\b", "“\\b” is not known; there are \\d, \\w, \\s and their opposites \\D, \\W, \\S."),
        ("~[z-a]", "A range in brackets goes from a smaller to a larger character of ASCII, as in [a-z]."),
        ("~((a{200}){200}){200}", "The expression is too large; use smaller numbers in its braces."),
        ("~(?=a)", "Of groups that begin with “(?” only “(?:” is known."),
        ("type:\u{1B}[2J ~[", "A bracket is not closed; write \\[ for the character itself."),
    ])
    func whatMeansNothingIsOneSentence(text: String, sentence: String) {
        #expect(Self.error(text) == sentence)
    }

    @Test func aPasteIsNoFilter() {
        #expect(Self.error(String(repeating: "a", count: 513)) == "The filter is longer than 512 bytes; shorten it.")
        #expect(Self.error("~" + String(repeating: "(", count: 400))?.contains("parentheses inside") == true)
    }

    @Test(arguments: [
        ("dr", "d", true), ("dragon", "drag", true), ("d", "dr", false), ("d x", "d", true), ("d", "d", true),
        ("!dr", "!d", false), ("!d x", "!d", true), ("status:fa", "status:f", true), ("status:f", "type:f", false),
        ("~dr", "~d", true), ("~dr*", "~dr", false), ("~d|r", "~d", false), ("~d|ca.e", "~d|ca.", true),
        ("~d|ca.", "~x|ca", false), ("~(a|b)c", "~a|b", true), ("~d.[a-z]", "~d.", true),
        ("~d$r", "~d$", true), ("'dr", "'d", true), ("'dr", "d", false), ("status=fa", "status=f", false),
    ])
    func whatGrewNarrows(longer: String, shorter: String, narrows: Bool) throws {
        let longer = try ListFilter(longer, fields: Self.fields)
        #expect(longer.narrows(try ListFilter(shorter, fields: Self.fields)) == narrows)
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
        let ranges = try ListFilter(text, fields: Self.fields).highlights(in: cell, field: field, of: Self.fields)
        let bytes = Array(cell.utf8)
        let found = ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == expected)
    }
}
