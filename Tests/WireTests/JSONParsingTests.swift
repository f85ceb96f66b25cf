import BoundedJSON
import Testing
import Wire

@Suite struct JSONParsingTests {
    private func parse(_ text: String, _ limits: JSONLimits = .standard) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8), limits: limits)
    }

    @Test(arguments: [
        ("[1,]", false), (#"{"a":1,}"#, false), ("[1,\n ]", false), ("[,]", false), (#"["\\",]"#, false),
        (#"{"a":",}"}"#, true), (#"{"a":"\",]","b":[1,{"c":2}]}"#, true), ("\"\u{0}\"", false), ("\"\u{1}\"", false),
        ("01", false), ("-01", false), ("-", false), ("1.", false), ("1e", false), (".5", false), ("+1", false),
        ("-0.5e+3", true), ("tru", false), ("true1", false), ("[1 2]", false), ("[1] 2", false), ("[[", false),
        (#"{"a"}"#, false), (#"{1:2}"#, false), ("\"\\x\"", false), ("\"\\u12\"", false), ("\"\\ud83d\"", false),
        ("\"\\", false), ("\"", false), ("", false), (" \t\r\n[ ] ", true), ("\u{FEFF}[1]", true),
    ])
    func refusesWhatIsNoJSON(text: String, isJSON: Bool) {
        #expect(((try? parse(text)) != nil) == isJSON)
    }

    @Test func takesUTF8Alone() {
        for bytes: [UInt8] in [
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0x7B, 0x00, 0x7D, 0x00], [0x22, 0xC3, 0x28, 0x22],
        ] {
            #expect(throws: JSONFault.malformed) { try JSONValue(parsing: bytes) }
        }
    }

    @Test(arguments: [
        (#""\ud83d\ude00 \u00e9\n\/\"""#, JSONValue.string("😀 é\n/\"")), ("1e5", .integer(100_000)),
        ("2.0", .integer(2)),
        ("18446744073709551616", .number(18_446_744_073_709_551_616)), ("1e999", .null), ("-0", .integer(0)),
        (#"{"a":1,"a":2}"#, .object(["a": .integer(1)])),
    ])
    func readsEscapesAndNumbers(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test func refusesMoreThan64Levels() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try parse(deepest)
        #expect(throws: JSONFault.tooDeep(limit: 64)) { try parse("[\(deepest)]") }
        #expect(throws: JSONFault.tooDeep(limit: 64)) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
    }

    /// Brackets and commas in strings are text, however the quotes are escaped.
    @Test func countsNoBracketsInStrings() throws {
        let text = String(repeating: "[{,\\\"", count: 40_000)
        #expect(try parse("[\"\(text)\"]").array?.count == 1)
    }

    @Test(arguments: ["[],", "1,", "\"\",", "{},"])
    func refusesMoreValuesThanTheLimit(element: String) throws {
        let limits = JSONLimits(values: 1_000)
        _ = try parse("[" + String(repeating: element, count: 400) + "1]", limits)
        #expect(throws: JSONFault.tooManyValues(limit: 1_000)) {
            try parse("[" + String(repeating: element, count: 1_000) + "1]", limits)
        }
    }

    @Test func refusesMoreMembersThanTheLimit() {
        let members = (0..<1_000).map { "\"m\($0)\":1" }.joined(separator: ",")
        #expect(throws: JSONFault.tooManyValues(limit: 1_000)) { try parse("{\(members)}", JSONLimits(values: 1_000)) }
    }
}
