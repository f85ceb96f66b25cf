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

    /// Returns the body if it follows the schema of that name in the API description.
    ///
    /// - Throws: `Problem` 422 with all violations
    func checked(by name: String) throws(Problem) -> JSONValue {
        var body = self
        body.check(APIDescription.schema(name))
        try body.refuse()
        return .object(members)
    }

    /// - Throws: `Problem` 422 with all violations, if any
    func refuse() throws(Problem) {
        guard errors.isEmpty else { throw .invalidFields(errors.sorted { $0.path < $1.path }) }
    }

    /// Records a violation; `key` is a member or a path below one; the response has it as a JSON pointer.
    mutating func fail(_ key: String, _ code: String, _ message: String) {
        errors.append(FieldError(path: "/" + key, code: code, message: message))
    }

    /// Records all violations of a schema of JSON Schema, of which the API description uses a part. Members that the
    /// schema does not know are refused, but for those with an error of their own.
    mutating func check(_ schema: JSONValue, knowing others: Set<String> = []) {
        let properties = schema["properties"]?.object ?? [:]
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where members[name] == nil {
            fail(name, "required", "\(name) is required.")
        }
        for (name, property) in properties {
            if let value = members[name] { check(value, property, name) }
        }
        if let both = schema["not"]?["required"]?.array?.compactMap(\.string), both.allSatisfy({ members[$0] != nil }) {
            refuseBoth(both[0], both[1])
        }
        guard schema["additionalProperties"] == .bool(false) else { return }
        for key in members.keys where properties[key] == nil && !others.contains(key) { refuseUnknown(key) }
    }

    mutating func refuseBoth(_ first: String, _ second: String) {
        fail(second, "conflicting_fields", "Send \(first) or \(second), not both.")
    }

    private mutating func refuseUnknown(_ key: String) {
        // A key is text from outside; the message identifies it without quoting all of it.
        let pointer = key.replacing("~", with: "~0").replacing("/", with: "~1")
        let count = key.unicodeScalars.count
        fail(
            pointer, "unknown_field",
            "This request has no field named \(Self.quoted(key)), a name of \(count) "
                + "character\(count == 1 ? "" : "s").")
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
        if let reference = schema["$ref"]?.string?.split(separator: "/").last {
            return check(value, APIDescription.schema(String(reference)), path)
        }
        if let choices = schema["enum"]?.array {
            let words = choices.compactMap(\.string).joined(separator: ", ")
            if !choices.contains(value) { expect("one of \(words)", "invalid_choice", value, path) }
            return
        }
        switch schema["type"]?.string {
        case "string": checkText(value, schema, path)
        case "integer": checkNumber(value.integer.map(Double.init), value, schema, "a whole number", path)
        case "number": checkNumber(value.double, value, schema, "a number", path)
        case "array": checkList(value, schema, path)
        default: break
        }
    }

    private mutating func expect(_ kind: String, _ code: String, _ value: JSONValue, _ path: String) {
        fail(path, code, "\(path) must be \(kind); \(Self.described(value)) was sent.")
    }

    private mutating func checkNumber(
        _ number: Double?, _ value: JSONValue, _ schema: JSONValue, _ kind: String, _ path: String
    ) {
        let (low, high) = (schema["minimum"]?.double ?? -.infinity, schema["maximum"]?.double ?? .infinity)
        if let number, (low...high).contains(number) { return }
        func text(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? "\(bound)" }
        expect(
            "\(kind) from \(text(low)) to \(text(high))", number == nil ? "invalid_type" : "out_of_range", value, path)
    }

    private mutating func checkText(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
        guard let text = value.string else { return expect("a string", "invalid_type", value, path) }
        let count = text.unicodeScalars.count
        let low = schema["minLength"]?.integer.map(Int.init) ?? 0
        let high = schema["maxLength"]?.integer.map(Int.init) ?? .max
        guard (low...high).contains(count) else {
            return fail(
                path, count < low ? "too_short" : "too_long",
                "\(path) has \(count) characters; \(low) to \(high) are allowed.")
        }
        // The only texts with a pattern are URLs. `try?`: only a match matters.
        guard let pattern = schema["pattern"]?.string, (try? Regex(pattern).wholeMatch(in: text)) == nil else {
            return
        }
        expect("an absolute http or https URL without a space or another unescaped sign", "invalid_url", value, path)
    }

    private mutating func checkList(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
        guard let list = value.array else { return expect("a list", "invalid_type", value, path) }
        if let least = schema["minItems"]?.integer, list.count < least {
            fail(path, "too_few", "\(path) has \(list.count) entries; at least \(least) is needed.")
        }
        if let most = schema["maxItems"]?.integer, list.count > most {
            return fail(path, "invalid_count", "\(path) has \(list.count) entries; at most \(most) are allowed.")
        }
        if schema["uniqueItems"] == .bool(true), Set(list).count < list.count {
            fail(path, "repeated", "\(path) has \(list.count) entries, and some of them are the same.")
        }
        for (index, entry) in list.enumerated() { check(entry, schema["items"] ?? .null, "\(path)/\(index)") }
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

    private static func quoted(_ key: String) -> String {
        let plain = key.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }.prefix(60)
        return "“\(String(String.UnicodeScalarView(plain)))”"
    }
}

extension JSONValue {
    /// The choice that a member names, if any.
    func choice<Choice: RawRepresentable>(_ name: String) -> Choice? where Choice.RawValue == String {
        (self[name]?.string).flatMap { Choice(rawValue: $0) }
    }
}
