import BoundedJSON
import Foundation
import Wire

/// A JSON object from a request, read field by field; all violations are collected before the request is rejected.
struct RequestBody {
    let members: [String: JSONValue]
    private(set) var errors: [FieldError] = []

    /// Reads the object; a missing body counts as `{}` if `emptyIsObject` is set.
    ///
    /// - Throws: `Problem` 400 if the bytes are not a JSON object
    init(_ bytes: [UInt8], emptyIsObject: Bool) throws(Problem) {
        if bytes.isEmpty && emptyIsObject {
            members = [:]
            return
        }
        let json: JSONValue
        do throws(JSONFault) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw Self.unread(bytes, error)
        }
        guard case .object(let members) = json else {
            throw Self.refusal("invalid_type", "The body must be a JSON object; \(Self.described(json)) was sent.")
        }
        self.members = members
    }

    private static func unread(_ bytes: [UInt8], _ fault: JSONFault) -> Problem {
        guard fault != .malformed else {
            return refusal("malformed_json", "The body of \(bytes.count) bytes is not valid JSON in UTF-8.")
        }
        return refusal("too_complex", "The body of \(bytes.count) bytes was not read: \(fault).")
    }

    private static func refusal(_ code: String, _ message: String) -> Problem {
        .malformed("", code, message)
    }

    /// - Throws: `Problem` 422 with all violations, if any
    func check() throws(Problem) {
        guard errors.isEmpty else { throw .invalidFields(errors.sorted { $0.path < $1.path }) }
    }

    mutating func refuseUnknown(_ known: Set<String>) {
        for key in members.keys.sorted() where !known.contains(key) {
            // A key is text from outside; the message identifies it without quoting all of it.
            let pointer = key.replacing("~", with: "~0").replacing("/", with: "~1")
            let count = key.unicodeScalars.count
            fail(
                pointer, "unknown_field",
                "This request has no field named \(Self.quoted(key)), a name of \(count) "
                    + "character\(count == 1 ? "" : "s").")
        }
    }

    mutating func required(_ key: String, characters: ClosedRange<Int>) -> String {
        guard members[key] != nil else {
            fail(key, "required", "\(key) is required.")
            return ""
        }
        return optional(key, characters: characters) ?? ""
    }

    mutating func optional(_ key: String, characters: ClosedRange<Int>) -> String? {
        guard let value = members[key] else { return nil }
        return text(value, key, characters)
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        members[key].flatMap { choice($0, key, type) }
    }

    /// A required list of at least one choice, without duplicates.
    mutating func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> [Choice]
    where Choice.RawValue == String {
        guard let value = members[key] else {
            fail(key, "required", "\(key) is required.")
            return []
        }
        guard let list = value.array else {
            fail(key, "invalid_type", "\(key) must be a list; \(Self.described(value)) was sent.")
            return []
        }
        if list.isEmpty { fail(key, "too_few", "\(key) has 0 entries; at least 1 is needed.") }
        if Set(list).count < list.count {
            fail(key, "repeated", "\(key) has \(list.count) entries, and some of them are the same.")
        }
        return list.enumerated().compactMap { choice($1, "\(key)/\($0)", type) }
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ value: JSONValue, _ path: String, _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        if let text = value.string, let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        fail(path, "invalid_choice", "\(path) must be one of \(words); \(Self.described(value)) was sent.")
        return nil
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = members[key] else { return nil }
        if let number = value.integer, range.contains(Int(number)) { return Int(number) }
        let isNumber = value.integer != nil
        fail(
            key, isNumber ? "out_of_range" : "invalid_type",
            "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound); "
                + "\(Self.described(value)) was sent.")
        return nil
    }

    mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = members[key] else { return nil }
        if let number = value.double, range.contains(number) { return number }
        fail(
            key, value.double == nil ? "invalid_type" : "out_of_range",
            "\(key) must be a number from \(range.lowerBound) to \(range.upperBound); "
                + "\(Self.described(value)) was sent.")
        return nil
    }

    mutating func url(_ key: String) {
        if let value = members[key] { checkURL(value, key) }
    }

    mutating func urls(_ key: String, count: ClosedRange<Int>) {
        guard let value = members[key] else { return }
        guard let list = value.array else {
            return fail(key, "invalid_type", "\(key) must be a list of URLs; \(Self.described(value)) was sent.")
        }
        guard count.contains(list.count) else {
            return fail(
                key, "invalid_count", "\(key) has \(list.count) entries; at most \(count.upperBound) are allowed.")
        }
        for (index, entry) in list.enumerated() { checkURL(entry, "\(key)/\(index)") }
    }

    mutating func refuseBoth(_ first: String, _ second: String) {
        guard members[first] != nil, members[second] != nil else { return }
        fail(second, "conflicting_fields", "Send \(first) or \(second), not both.")
    }

    private mutating func checkURL(_ value: JSONValue, _ path: String) {
        guard let text = text(value, path, Limits.url) else { return }
        guard (try? Self.webURL.wholeMatch(in: text)) != nil else {  // `try?`: only a match matters
            return fail(
                path, "invalid_url",
                "\(path) must be an absolute http or https URL without a space or another unescaped sign; \(Self.described(value)) was sent."
            )
        }
    }

    /// The pattern of an accepted web URL, as a regular expression that JSON Schema supports: a host by name or IPv4
    /// address, and only characters of RFC 3986.
    static let webURLPattern: String = {
        let letter = #"([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})"#
        let port = "(:[0-9]{1,5})?"
        let rest = #"(/"# + letter + #"*)?(\?("# + letter + #"|\?)*)?(#("# + letter + #"|\?)*)?"#
        return "^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9._~-]+" + port + rest + "$"
    }()

    private static var webURL: Regex<AnyRegexOutput> {
        get throws { try Regex(webURLPattern) }
    }

    private mutating func text(_ value: JSONValue, _ path: String, _ characters: ClosedRange<Int>) -> String? {
        guard let text = value.string else {
            fail(path, "invalid_type", "\(path) must be a string; \(Self.described(value)) was sent.")
            return nil
        }
        let count = text.unicodeScalars.count
        guard characters.contains(count) else {
            let (low, high) = (characters.lowerBound, characters.upperBound)
            fail(
                path, count < low ? "too_short" : "too_long",
                "\(path) has \(count) characters; \(low) to \(high) are allowed.")
            return nil
        }
        return text
    }

    /// The kind and length of the value, without its content: it is text from outside.
    private static func described(_ value: JSONValue) -> String {
        func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        return switch value {
        case .null: "null"
        case .bool: "a truth value"
        case .integer, .number: "a number"
        case .string(let text): "a string of \(counted(text.unicodeScalars.count, "character"))"
        case .array(let list): "a list of \(counted(list.count, "element"))"
        case .object(let members): "an object of \(counted(members.count, "member"))"
        }
    }

    /// Records a violation; `key` is a member or a path below one; the response has it as a JSON pointer.
    mutating func fail(_ key: String, _ code: String, _ message: String) {
        errors.append(FieldError(path: "/" + key, code: code, message: message))
    }

    private static func quoted(_ key: String) -> String {
        let plain = key.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }.prefix(60)
        return "“\(String(String.UnicodeScalarView(plain)))”"
    }
}
