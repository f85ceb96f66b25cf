import Foundation
import MintDomain
import Testing

@testable import Tracking

/// The id of a text; fails the test if invalid.
func operationID(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> OperationID {
    try #require(OperationID(text), sourceLocation: sourceLocation)
}

func operationIDs(_ count: Int) throws -> [OperationID] {
    try (1...count).map { try operationID("op_\($0)") }
}

func operation(
    _ id: OperationID, _ status: OperationStatus, mode: GenerationMode? = .review, updatedAt: Date? = nil
) -> MintDomain.Operation {
    var operation = MintDomain.Operation(id: id, kind: .modelGeneration, status: status)
    operation.mode = mode
    operation.updatedAt = updatedAt
    return operation
}

func reading(
    _ id: OperationID, _ status: OperationStatus, updatedAt: Date? = nil, retryAfter: Duration? = nil
) -> OperationReading {
    OperationReading(
        operation: operation(id, status, updatedAt: updatedAt), rawJSON: #"{"id":"\#(id)"}"#, retryAfter: retryAfter)
}

/// 2023-11-14T22:13:20Z plus `seconds`.
func date(_ seconds: Double) -> Date {
    Date(timeIntervalSince1970: 1_700_000_000 + seconds)
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
}
