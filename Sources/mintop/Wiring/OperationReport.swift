import Dashboard
import Foundation
import MintDomain

/// A tracked operation as the commands print it in JSON: a shape of its own that stays as it is from version to version
/// of the server's.
struct OperationReport: Encodable {
    struct Resource: Encodable {
        let type: String
        let id: String
    }

    struct Failure: Encodable {
        let code: String
        let message: String
    }

    let id: String
    let kind: String?
    let status: String
    let needsPerson: Bool
    let isFinal: Bool
    let mode: String?
    let preset: String?
    let prompt: String?
    let resource: Resource?
    let pageUrl: String?
    let failure: Failure?
    let problem: String?
    let createdAt: String?
    let endedAt: String?
    let trackedAt: String
    let confirmedAt: String?

    init(_ row: TrackedOperation) {
        let operation = row.operation
        id = row.id.rawValue
        kind = operation?.kind.wireName
        status = operation?.status.wireName ?? "unknown"
        needsPerson = operation?.awaitsPerson ?? false
        isFinal = operation?.status.isFinal ?? false
        mode = operation?.mode?.rawValue
        preset = operation?.preset
        prompt = operation?.prompt
        resource = operation?.resource.map { Resource(type: $0.type, id: $0.id.rawValue) }
        pageUrl = operation?.mintURL
        failure = operation?.failure.map { Failure(code: $0.code, message: $0.message) }
        problem = row.problem?.sentence
        createdAt = operation?.createdAt.map(Self.text)
        endedAt = operation?.endedAt.map(Self.text)
        trackedAt = Self.text(row.trackedAt)
        confirmedAt = row.confirmedAt.map(Self.text)
    }

    /// In UTC with milliseconds, such as `2026-11-21T04:05:06.789Z`.
    static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private enum CodingKeys: String, CodingKey {
        case id, kind, status, needsPerson, isFinal, mode, preset, prompt, resource, pageUrl, failure, problem,
            createdAt
        case endedAt, trackedAt, confirmedAt
    }

    /// Every member is always there, null where it is empty.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(kind, forKey: .kind)
        try container.encode(status, forKey: .status)
        try container.encode(needsPerson, forKey: .needsPerson)
        try container.encode(isFinal, forKey: .isFinal)
        try container.encode(mode, forKey: .mode)
        try container.encode(preset, forKey: .preset)
        try container.encode(prompt, forKey: .prompt)
        try container.encode(resource, forKey: .resource)
        try container.encode(pageUrl, forKey: .pageUrl)
        try container.encode(failure, forKey: .failure)
        try container.encode(problem, forKey: .problem)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(endedAt, forKey: .endedAt)
        try container.encode(trackedAt, forKey: .trackedAt)
        try container.encode(confirmedAt, forKey: .confirmedAt)
    }
}
