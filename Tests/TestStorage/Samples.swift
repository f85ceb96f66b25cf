import Foundation
import MintDomain
import Tracking

let demo = ProfileID("demo|https://api.example.test")
let other = ProfileID("demo|https://api.example.test|another project")

func id(_ text: String) throws -> OperationID {
    guard let id = OperationID(text) else { throw ContractBroken(description: "no operation id: \(text)") }
    return id
}

func key(_ text: String) throws -> IdempotencyKey {
    guard let key = IdempotencyKey(text) else { throw ContractBroken(description: "no key: \(text)") }
    return key
}

/// 2023-11-14T22:13:20Z plus `seconds`.
func date(_ seconds: Double) -> Date {
    Date(timeIntervalSince1970: 1_700_000_000 + seconds)
}

/// An operation that went through the statuses, one per second from `start`.
func tracked(_ name: String, _ statuses: [OperationStatus], from start: Double = 0) throws -> TrackedOperation {
    var tracked = TrackedOperation(id: try id(name), trackedAt: date(0))
    guard let last = statuses.last else { return tracked }
    var operation = MintDomain.Operation(id: tracked.id, kind: .modelGeneration, status: last)
    operation.preset = "standard"
    operation.mode = .review
    operation.prompt = "A lamp"
    operation.updatedAt = date(start + Double(statuses.count - 1))
    tracked.operation = operation
    tracked.rawJSON = "{}"
    tracked.confirmedAt = operation.updatedAt
    var before: OperationStatus?
    for (index, status) in statuses.enumerated() {
        tracked.transitions.append(Transition(from: before, to: status, at: date(start + Double(index))))
        before = status
    }
    return tracked
}

func entry(_ name: String, body: String = "{}", state: OutboxState = .sending) throws -> OutboxEntry {
    try approval(name, of: "op_\(name)", body: body, state: state)
}

/// An approval of the first preview of an operation, made at `date(seconds)`.
func approval(
    _ name: String, of operation: String, body: String = "{}", state: OutboxState = .sending, at seconds: Double = 0
) throws -> OutboxEntry {
    let preview = PreviewStage(number: 1, changedAt: date(0), path: "https://cdn.example.test/preview-0.png")
    return OutboxEntry(
        key: try key(name), mutation: .approve(try id(operation), preview: preview),
        path: "/v1/operations/\(operation):approve", body: body, state: state, createdAt: date(seconds))
}

/// A cancel of an operation, made at `date(seconds)`.
func makeCancel(
    _ name: String, of operation: String, state: OutboxState = .sending, at seconds: Double = 0
) throws -> OutboxEntry {
    OutboxEntry(
        key: try key(name), mutation: .cancel(try id(operation)), path: "/v1/operations/\(operation):cancel",
        body: "{}", state: state, createdAt: date(seconds))
}

/// A new job, or a message to one: not repeatable, made at `date(seconds)`.
func jobEntry(
    _ name: String, _ job: String? = nil, state: OutboxState = .sending, at seconds: Double = 0
) throws -> OutboxEntry {
    OutboxEntry(
        key: try key(name),
        mutation: try job.map { .message(try id($0), text: name) } ?? .createJob(prompt: name),
        path: "/v2/agent/docs/job", body: #"{"prompt":"\#(name)"}"#, state: state, createdAt: date(seconds))
}
