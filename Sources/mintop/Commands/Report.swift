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

    /// A job in lines of label and value, and what was said to it from here.
    static func print(job row: TrackedOperation, _ messages: [JobMessage]) {
        let times = TimeTexts(now: Date(), timeZone: .current)
        let operation = row.operation
        var fields: [(String, String?)] = [
            ("job", row.id.rawValue), ("status", operation?.statusWord), ("source", operation?.job?.source),
            ("model", operation?.job?.model), ("pull req.", operation?.job?.pullRequestURL),
            ("started", operation?.createdAt.map { times.clock($0).string }),
            ("archived", operation?.job?.archivedAt.map { times.clock($0).string }),
        ]
        if messages.isEmpty { fields.append(("prompt", operation?.prompt)) }
        fields += messages.map { ($0.isPrompt ? "prompt" : "message", $0.text) }
        print(fields)
    }

    private static func print(_ fields: [(String, String?)]) {
        for case (let label, let value?) in fields {
            Output.line("\(label.padding(toLength: 10, withPad: " ", startingAt: 0)) \(value)")
        }
    }

    /// What became of a change: `mintop.operation/1`, or the id and the status.
    static func print(_ row: TrackedOperation, isJSON: Bool) throws {
        if isJSON {
            try Output.document("mintop.operation/1", Document.operation(row))
        } else {
            let word = row.operation?.statusWord ?? row.problem?.sentence ?? "accepted"
            Output.line("\(row.id.rawValue)  \(word)")
        }
    }

    /// The same of an operation or a job, where both may come.
    static func print(_ row: TrackedOperation, isJob: Bool, isJSON: Bool) throws {
        if isJob, isJSON {
            try Output.document("mintop.job/1", Document.job(row))
        } else {
            try print(row, isJSON: isJSON)
        }
    }
}
