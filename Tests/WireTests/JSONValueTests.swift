import Foundation
import Testing
import Wire

@Suite struct JSONValueTests {
    @Test(arguments: [
        ("null", JSONValue.null), ("true", .bool(true)), ("0", .integer(0)), ("1", .integer(1)), ("-7", .integer(-7)),
        ("1.5", .number(1.5)),
        ("9223372036854775807", .integer(.max)), ("\"é\\u0000\"", .string("é\u{0}")),
        ("[1,[],{}]", .array([.integer(1), .array([]), .object([:])])),
        ("{\"a\":{\"b\":null}}", .object(["a": .object(["b": .null])])),
    ])
    func everyKindOfValueIsReadAndWrittenBack(text: String, value: JSONValue) throws {
        let read = try JSONValue(parsing: Array(text.utf8))
        #expect(read == value)
        #expect(try JSONValue(parsing: Array(JSONEncoder().encode(read))) == value)
    }

    @Test func aMemberThatIsNullCountsAsAbsent() {
        let json: JSONValue = .object(["a": .null, "b": .integer(1)])
        #expect(json["a"] == nil && json["b"] == .integer(1) && json["c"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test(arguments: [
        (JSONValue.number(3), Int64?(3)), (.number(3.5), nil), (.integer(4), 4), (.string("4"), nil),
        (.number(1e300), nil),
    ])
    func onlyWholeNumbersAreIntegers(value: JSONValue, integer: Int64?) {
        #expect(value.integer == integer)
    }
}
