import Foundation
import MintDomain
import Testing

func operationID(_ text: String) throws -> OperationID {
    try #require(OperationID(text))
}

func key(_ text: String) throws -> IdempotencyKey {
    try #require(IdempotencyKey(text))
}

/// 2023-11-14T22:13:20Z plus `seconds`.
func date(_ seconds: Double) -> Date {
    Date(timeIntervalSince1970: 1_700_000_000 + seconds)
}

let demo = ProfileID("demo|https://api.example.test")
let other = ProfileID("other|https://api.example.test")

/// An operation with a value in every field.
func fullOperation(_ id: OperationID, status: OperationStatus) throws -> MintDomain.Operation {
    var operation = MintDomain.Operation(id: id, kind: .other("pack_generation"), status: status)
    operation.mode = .review
    operation.preset = "ultra"
    operation.prompt = "Brass \u{1B}[31m astrolabe 🧭 \"quoted\"\n"
    operation.generationModel = "marble-1"
    operation.optimizationLevel = "light"
    operation.resource = ResourceReference(type: "asset_pack", id: try #require(ResourceID("pack_1")))
    operation.mintURL = "https://mint.example.test/0x1/pack_1"
    operation.assets = [
        Asset(name: "previewImage", url: "https://cdn.example.test/p.png"),
        Asset(name: "glb", url: "https://cdn.example.test/m.glb?x=1&y=/", byteCount: 123_456_789_012),
    ]
    operation.caption = "A caption"
    operation.failure = OperationFailure(code: "moderation_blocked", message: "No.")
    operation.billing = BillingHold(
        reason: "insufficient_credits", requiredCredits: 12.5, availableCredits: 0.1, actionURL: "https://pay.test")
    operation.credits = OperationCredits(estimated: 798, reserved: 0.3, finalized: 1e9)
    operation.createdAt = date(1.123456)
    operation.updatedAt = date(2.5)
    operation.completedAt = date(3.75)
    operation.canceledAt = date(4.001)
    return operation
}

func fullTracked(_ id: OperationID, status: OperationStatus = .other("glazing")) throws -> TrackedOperation {
    var tracked = TrackedOperation(id: id, trackedAt: date(0.25))
    tracked.operation = try fullOperation(id, status: status)
    tracked.rawJSON = #"{"id":"x","odd":null}"#
    tracked.confirmedAt = date(10.125)
    tracked.problem = .unreachable("No answer within 10 s.")
    tracked.transitions = [
        Transition(from: nil, to: .queued, at: date(1)),
        Transition(from: .queued, to: .previewReady, at: date(2)),
        Transition(from: .previewReady, to: status, at: date(2)),
    ]
    return tracked
}

/// A separate folder, deleted after the test.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("mintop-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A leftover folder in the temporary directory is harmless.
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }
}

/// The permission bits of a file or folder.
func mode(_ path: String) throws -> Int {
    let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return try #require((value as? NSNumber)?.intValue)
}
