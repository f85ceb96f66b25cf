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
        fields += Self.fields(operation.assets)
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
        fields += Self.fields(resource.assets)
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

    /// Lines of label and value, whole whatever the width; those without a value are left out. Labels are ASCII.
    static func print(_ fields: [(String, String?)]) {
        let shown = fields.compactMap { label, value in value.map { (label, SafeText($0)) } }
        let width = shown.map(\.0.count).max() ?? 0
        let place = Table.Place.standardOutput(ProcessInfo.processInfo.environment)
        for (label, value) in shown {
            let padding = String(repeating: " ", count: width - label.count)
            Output.field(SafeText(label + padding), value, in: place)
        }
    }

    /// A line for each file, their names aligned.
    private static func fields(_ assets: [Asset]) -> [(String, String?)] {
        let width = assets.map { SafeText($0.name).columns }.max() ?? 0
        return assets.map { asset in
            let gap = String(repeating: " ", count: width - SafeText(asset.name).columns + 2)
            return ("file", asset.name + gap + asset.url)
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
