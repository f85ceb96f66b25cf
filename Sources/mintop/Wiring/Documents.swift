import Foundation
import MintDomain
import Tracking
import TrackingStore
import Wire

/// The documents that commands print with `--json`. Their shapes are ours and stay as they are from version to version
/// of the servers'; `Schemas/` describes each.
enum Document {
    /// A tracked operation: `mintop.operation/1`.
    static func operation(_ row: TrackedOperation) -> JSONValue {
        operation(row, trackedAt: row.trackedAt)
    }

    /// What the server says of an operation, tracked or not: `mintop.operation/1`.
    static func operation(_ reading: OperationReading) -> JSONValue {
        operation(TrackedOperation(reading), trackedAt: nil)
    }

    private static func operation(_ row: TrackedOperation, trackedAt: Date?) -> JSONValue {
        let operation = row.operation
        return .object([
            "id": .string(row.id.rawValue),
            "kind": .orNull(operation?.kind.wireName),
            "status": .string(operation?.status.wireName ?? "unknown"),
            "needsPerson": .bool(operation?.awaitsPerson ?? false),
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

    /// A tracked job of the documentation agent: `mintop.job/1`.
    ///
    /// - Parameters:
    ///   - row: the job.
    ///   - messages: what was said to it from here, the oldest first; nil leaves them out.
    /// - Returns: The document without its schema's name.
    static func job(_ row: TrackedOperation, messages: [JobMessage]? = nil) -> JSONValue {
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
    static func resource(_ resource: Resource) -> JSONValue {
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

    /// A change of status: `mintop.transition/1`.
    ///
    /// - Parameters:
    ///   - numbered: the change as the store numbered it.
    ///   - isJob: whether it is one of a job, whose service has words of its own.
    /// - Returns: The document without its schema's name.
    static func transition(_ numbered: NumberedTransition, isJob: Bool) -> JSONValue {
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
    /// What the server says now of something that may not be tracked.
    init(_ reading: OperationReading) {
        self.init(id: reading.operation.id, trackedAt: Date())
        apply(reading, at: Date())
    }
}

extension OutboxState {
    /// How a message stands, for programs: `waiting`, `sent`, `refused`, `withdrawn` or `uncertain`.
    fileprivate var word: String {
        switch self {
        case .held, .sending, .unknown: "waiting"
        case .accepted: "sent"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .uncertain: "uncertain"
        }
    }
}

extension Output {
    /// A document of a schema on one line.
    static func document(_ schema: String, _ value: JSONValue) throws {
        json(try jsonText(value.marked(schema)))
    }
}
