package import Foundation
package import MintDomain
import Tracking
package import TrackingStore
package import Wire

/// The JSON documents of the commands. Their format is independent of server versions; `Schemas/` describes it.
package enum Document {
    /// A tracked operation: `mintop.operation/1`.
    package static func operation(_ row: TrackedOperation) -> JSONValue {
        operation(row, trackedAt: row.trackedAt)
    }

    /// The server's response about an operation, tracked or not: `mintop.operation/1`.
    package static func operation(_ reading: OperationReading, at now: Date) -> JSONValue {
        operation(TrackedOperation(reading, at: now), trackedAt: nil)
    }

    private static func operation(_ row: TrackedOperation, trackedAt: Date?) -> JSONValue {
        let operation = row.operation
        return .object([
            "id": .string(row.id.rawValue),
            "kind": .orNull(operation?.kind.wireName),
            "status": .string(operation?.status.wireName ?? "unknown"),
            "needsPerson": .bool(operation?.awaitsPerson ?? false),
            "preview": preview(trackedAt == nil ? nil : row),
            "isFinal": .bool(operation?.status.isFinal ?? false),
            "mode": .orNull(operation?.mode?.rawValue),
            "preset": .orNull(operation?.preset),
            "prompt": .orNull(operation?.prompt),
            "resource": operation?.resource.map {
                .object(["type": .string($0.type), "id": .string($0.id.rawValue)])
            } ?? .null,
            "pageUrl": .orNull(operation?.mintURL),
            "assets": assets(operation?.assets ?? []),
            "failure": operation?.failure.map {
                .object(["code": .string($0.code), "message": .string($0.message)])
            } ?? .null,
            "problem": .orNull(row.problem?.sentence),
            "createdAt": .orNull(operation?.createdAt),
            "endedAt": .orNull(operation?.endedAt),
            "trackedAt": .orNull(trackedAt),
            "confirmedAt": .orNull(row.confirmedAt),
        ])
    }

    /// The number of the preview that awaits review; otherwise null.
    private static func preview(_ row: TrackedOperation?) -> JSONValue {
        guard let row, row.operation?.status == .previewReady, let stage = row.previewStage else { return .null }
        return .integer(Int64(stage.number))
    }

    /// A tracked job of the documentation agent: `mintop.job/1`, without the member `schema`. The messages are oldest
    /// first; nil omits the member.
    package static func job(_ row: TrackedOperation, messages: [JobMessage]? = nil) -> JSONValue {
        let operation = row.operation
        var members: [String: JSONValue] = [
            "id": .string(row.id.rawValue),
            "status": .string(operation?.statusWord ?? "unknown"),
            "isAtWork": .bool(operation?.status == .running),
            "prompt": .orNull(operation?.prompt),
            "repository": .orNull(operation?.job?.repository),
            "ref": .orNull(operation?.job?.ref),
            "model": .orNull(operation?.job?.model),
            "pullRequestUrl": .orNull(operation?.job?.pullRequestURL),
            "problem": .orNull(row.problem?.sentence),
            "createdAt": .orNull(operation?.createdAt),
            "archivedAt": .orNull(operation?.job?.archivedAt),
            "trackedAt": .orNull(row.trackedAt),
            "confirmedAt": .orNull(row.confirmedAt),
        ]
        if let messages {
            members["messages"] = .array(
                messages.map { message in
                    .object([
                        "text": .string(message.text), "at": .orNull(message.createdAt),
                        "state": .string(message.state.word),
                    ])
                })
        }
        return .object(members)
    }

    /// A World or a Model: `mintop.resource/1`.
    package static func resource(_ resource: Resource) -> JSONValue {
        .object([
            "type": .string(resource.kind.rawValue),
            "id": .string(resource.id.rawValue),
            "name": .orNull(resource.name),
            "prompt": .orNull(resource.prompt),
            "status": .orNull(resource.status),
            "stage": .orNull(resource.stage),
            "caption": .orNull(resource.caption),
            "error": .orNull(resource.lastError),
            "pageUrl": .orNull(resource.mintURL),
            "assets": assets(resource.assets),
            "createdAt": .orNull(resource.createdAt),
            "updatedAt": .orNull(resource.updatedAt),
        ])
    }

    /// A status change: `mintop.transition/1`, without the member `schema`. Jobs have their own status words.
    package static func transition(_ numbered: NumberedTransition, isJob: Bool) -> JSONValue {
        func word(_ status: OperationStatus) -> String { isJob ? status.word(for: .agentJob) : status.wireName }
        return .object([
            "sequence": .integer(Int64(numbered.sequence)),
            "service": .string(isJob ? "mintlify" : "mint"),
            "id": .string(numbered.operation.rawValue),
            "from": .orNull(numbered.transition.from.map(word)),
            "to": .string(word(numbered.transition.to)),
            "at": .orNull(numbered.transition.at),
        ])
    }

    private static func assets(_ assets: [Asset]) -> JSONValue {
        .array(
            assets.map { asset in
                .object(["name": .string(asset.name), "url": .string(asset.url), "byteCount": .orNull(asset.byteCount)])
            })
    }
}

extension TrackedOperation {
    package init(_ reading: OperationReading, at now: Date) {
        self.init(id: reading.operation.id, trackedAt: now)
        apply(reading, at: now)
    }
}

extension OutboxState {
    /// The status of a message in JSON: `waiting`, `sent`, `refused`, `withdrawn` or `uncertain`.
    fileprivate var word: String {
        switch self {
        case .held, .sending, .waiting: "waiting"
        case .accepted: "sent"
        case .refused: "refused"
        case .canceled: "withdrawn"
        case .uncertain: "uncertain"
        }
    }
}

extension Output {
    /// Prints a document of a schema on one line.
    package static func document(_ schema: String, _ value: JSONValue) throws {
        json(try jsonText(value.marked(schema)))
    }
}
