import Foundation
import Wire

/// Modifies valid JSON responses for the scenario.
struct ScenarioDress: Sendable {
    let scenario: Scenario
    let now: Date

    /// The query parameter with the creation time of a link, in milliseconds since 1970.
    static let givenKey = "given"

    var isPlain: Bool { scenario.linkLife == nil && scenario.novelty == nil }

    func dressed(_ json: JSONValue) -> JSONValue {
        var json = json
        if case .object(var members) = json, let rows = members["data"]?.array {
            members["data"] = .array(rows.map(dressed))
            return .object(members)
        }
        if let novelty = scenario.novelty { json = renewed(json, novelty) }
        if scenario.linkLife != nil { json = stamped(json) }
        return json
    }

    /// Whether a link with this query is too old, or from before the scenario.
    func isExpired(given: String?) -> Bool {
        guard let life = scenario.linkLife else { return false }
        guard let given, let milliseconds = Double(given) else { return true }
        return now.timeIntervalSince1970 - milliseconds / 1000 >= life
    }

    // MARK: The changes

    private func renewed(_ json: JSONValue, _ novelty: Scenario.Novelty) -> JSONValue {
        guard case .object(var members) = json, json["status"] != nil, members["id"] != nil else { return json }
        func replace(_ key: String, _ words: [String: String], in members: inout [String: JSONValue]) {
            if let word = members[key]?.string, let new = words[word] { members[key] = .string(new) }
        }
        replace("status", novelty.statuses, in: &members)
        replace("type", novelty.types, in: &members)
        if case .object(var resource)? = members["resource"] {
            replace("type", novelty.types, in: &resource)
            members["resource"] = .object(resource)
        }
        if case .object(var assets)? = members["assets"] {
            assets["voxelUrls"] = .object(["lod": .array([.integer(0), .null])])
            members["assets"] = .object(assets)
        }
        members["provenance"] = .object(["signed": .bool(true), "chain": .array([.string("local"), .number(0.5)])])
        members["retired"] = .null
        return .object(members)
    }

    private func stamped(_ json: JSONValue) -> JSONValue {
        switch json {
        case .string(let text) where text.contains("/files/") && text.contains("&signature="):
            return .string("\(text)&\(Self.givenKey)=\(Int64((now.timeIntervalSince1970 * 1000).rounded()))")
        case .array(let elements): return .array(elements.map(stamped))
        case .object(let members): return .object(members.mapValues(stamped))
        default: return json
        }
    }
}
