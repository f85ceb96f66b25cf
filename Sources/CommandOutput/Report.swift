import Dashboard
package import Foundation
package import MintDomain
import TerminalCore

/// Prints operations, jobs and resources as text or JSON.
package enum Report {
    package static func print(_ operation: MintDomain.Operation, now: Date) {
        let times = TimeTexts(now: now, timeZone: .current)
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

    package static func print(_ resource: Resource, now: Date) {
        let times = TimeTexts(now: now, timeZone: .current)
        var fields: [(String, String?)] = [
            (resource.kind.rawValue, resource.id.rawValue), ("name", resource.name), ("status", resource.status),
            ("stage", resource.stage), ("prompt", resource.prompt), ("caption", resource.caption),
            ("error", resource.lastError), ("page", resource.mintURL),
        ]
        fields += Self.fields(resource.assets)
        fields.append(("made", resource.createdAt.map { times.clock($0).string }))
        print(fields)
    }

    /// Prints a job and the messages sent to it.
    package static func print(job row: TrackedOperation, _ messages: [JobMessage], now: Date) {
        let times = TimeTexts(now: now, timeZone: .current)
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

    /// Prints lines of label and value, unclipped. Skips fields without a value. Labels are ASCII.
    package static func print(_ fields: [(String, String?)]) {
        let shown = fields.compactMap { label, value in value.map { (label, SafeText($0)) } }
        let width = shown.map(\.0.count).max() ?? 0
        let place = Table.Place.standardOutput(ProcessInfo.processInfo.environment)
        for (label, value) in shown {
            let padding = String(repeating: " ", count: width - label.count)
            Output.field(SafeText(label + padding), value, in: place)
        }
    }

    /// A line for each asset, with aligned names.
    private static func fields(_ assets: [Asset]) -> [(String, String?)] {
        let width = assets.map { SafeText($0.name).columns }.max() ?? 0
        return assets.map { asset in
            let gap = String(repeating: " ", count: width - SafeText(asset.name).columns + 2)
            return ("file", asset.name + gap + asset.url)
        }
    }

    /// Prints the result of a change: `mintop.operation/1`, or the id and the status.
    package static func print(_ row: TrackedOperation, isJSON: Bool) throws {
        if isJSON {
            try Output.document("mintop.operation/1", Document.operation(row))
        } else {
            let word = row.operation?.statusWord ?? row.problem?.sentence ?? "accepted"
            Output.line("\(row.id.rawValue)  \(word)")
        }
    }

    /// Prints the result of a change to an operation or a job.
    package static func print(_ row: TrackedOperation, isJob: Bool, isJSON: Bool) throws {
        if isJob, isJSON {
            try Output.document("mintop.job/1", Document.job(row))
        } else {
            try print(row, isJSON: isJSON)
        }
    }
}
