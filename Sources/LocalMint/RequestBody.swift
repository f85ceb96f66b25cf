import Foundation
import Wire

/// A JSON object from a request, read field by field; every broken rule is collected before the request is refused.
struct RequestBody {
    let members: [String: JSONValue]
    private(set) var errors: [FieldErrorWire] = []

    /// Reads the object; no body at all counts as `{}` where `emptyIsObject` says so.
    ///
    /// - Throws: `Problem` 400 where the bytes are not a JSON object
    init(_ bytes: [UInt8], emptyIsObject: Bool) throws(Problem) {
        if bytes.isEmpty && emptyIsObject {
            members = [:]
            return
        }
        let json: JSONValue
        do {
            json = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        } catch {
            throw Self.refusal("malformed_json", "The body is not valid JSON.")
        }
        guard case .object(let members) = json else {
            throw Self.refusal("invalid_type", "The body must be a JSON object.")
        }
        self.members = members
    }

    private static func refusal(_ code: String, _ message: String) -> Problem {
        .malformed([FieldErrorWire(path: "", code: code, message: message)])
    }

    /// The body in one spelling, whatever the order of its keys and its spaces.
    func canonicalText() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(JSONValue.object(members)), as: UTF8.self)
    }

    /// - Throws: `Problem` 422 with all broken rules, if there are any
    func check() throws(Problem) {
        guard errors.isEmpty else { throw .invalidFields(errors.sorted { $0.path < $1.path }) }
    }

    mutating func refuseUnknown(_ known: Set<String>) {
        for key in members.keys.sorted() where !known.contains(key) {
            // A key is text from outside; the message says which one without repeating all of it.
            let pointer = key.replacing("~", with: "~0").replacing("/", with: "~1")
            fail(pointer, "unknown_field", "This request has no field named \(Self.quoted(key)).")
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
        guard let value = members[key] else { return nil }
        if let text = value.string, let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        fail(key, "invalid_choice", "\(key) must be one of \(words).")
        return nil
    }

    mutating func url(_ key: String) {
        if let value = members[key] { checkURL(value, key) }
    }

    mutating func urls(_ key: String, count: ClosedRange<Int>) {
        guard let value = members[key] else { return }
        guard let list = value.array else { return fail(key, "invalid_type", "\(key) must be a list of URLs.") }
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
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
        guard isPlain, let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host(), !host.isEmpty
        else { return fail(path, "invalid_url", "\(path) must be an absolute http or https URL.") }
    }

    private mutating func text(_ value: JSONValue, _ path: String, _ characters: ClosedRange<Int>) -> String? {
        guard let text = value.string else {
            fail(path, "invalid_type", "\(path) must be a string.")
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

    /// `key` is a member or a path below one; the answer holds it as a JSON pointer.
    private mutating func fail(_ key: String, _ code: String, _ message: String) {
        errors.append(FieldErrorWire(path: "/" + key, code: code, message: message))
    }

    private static func quoted(_ key: String) -> String {
        let plain = key.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }.prefix(60)
        return "“\(String(String.UnicodeScalarView(plain)))”"
    }
}
