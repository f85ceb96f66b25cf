import Dashboard
import Foundation
import MintDomain
import TerminalCore

/// How operations are printed for people and for programs.
enum Report {
    /// An operation in lines of label and value.
    static func print(_ operation: MintDomain.Operation) {
        let times = TimeTexts(now: Date(), timeZone: .current)
        var fields: [(String, String?)] = [
            ("operation", operation.id.rawValue), ("kind", operation.kind.longName.string),
            ("status", operation.status.wireName), ("mode", operation.mode?.rawValue), ("preset", operation.preset),
            ("prompt", operation.prompt), ("engine", operation.generationModel),
            ("resource", operation.resource.map { "\($0.type) \($0.id)" }), ("page", operation.mintURL),
        ]
        fields += operation.assets.map { ("file", "\($0.name)  \($0.url)") }
        if let failure = operation.failure { fields.append(("error", "\(failure.code): \(failure.message)")) }
        fields.append(("started", operation.createdAt.map { times.clock($0).string }))
        fields.append(("ended", operation.endedAt.map { times.clock($0).string }))
        print(fields)
    }

    /// A World or a Model in lines of label and value.
    static func print(_ resource: Resource) {
        let times = TimeTexts(now: Date(), timeZone: .current)
        var fields: [(String, String?)] = [
            (resource.kind.rawValue, resource.id.rawValue), ("name", resource.name), ("status", resource.status),
            ("stage", resource.stage), ("prompt", resource.prompt), ("caption", resource.caption),
            ("error", resource.lastError), ("page", resource.mintURL),
        ]
        fields += resource.assets.map { ("file", "\($0.name)  \($0.url)") }
        fields.append(("made", resource.createdAt.map { times.clock($0).string }))
        print(fields)
    }

    private static func print(_ fields: [(String, String?)]) {
        for case (let label, let value?) in fields {
            Output.line("\(label.padding(toLength: 10, withPad: " ", startingAt: 0)) \(value)")
        }
    }

    /// What became of a change.
    static func print(_ row: TrackedOperation, isJSON: Bool) {
        if isJSON {
            Output.json(row.rawJSON ?? "{}")
        } else {
            printStatus(row.id, row.operation?.status.wireName ?? "accepted", isJSON: false)
        }
    }

    /// An id and its status on a line.
    static func printStatus(_ id: OperationID, _ status: String, isJSON: Bool) {
        if isJSON {
            Output.json("{\"id\":\"\(id.rawValue)\",\"status\":\(jsonString(status))}")
        } else {
            Output.line("\(id.rawValue)  \(status)")
        }
    }
}
