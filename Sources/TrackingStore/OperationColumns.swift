import Foundation
import GRDB
import MintDomain

/// The columns of an operation's row; assets have rows of their own.
///
/// Columns rather than JSON, so that reading ten thousand rows at the start takes no noticeable time.
enum OperationColumns {
    static let names = [
        "kind", "status", "mode", "preset", "prompt", "generation_model", "optimization_level", "resource_type",
        "resource_id", "mint_url", "caption", "failure_code", "failure_message", "has_billing", "billing_reason",
        "billing_required", "billing_available", "billing_url", "credits_estimated", "credits_reserved",
        "credits_finalized", "created_at", "updated_at", "completed_at", "canceled_at",
        "job_status", "job_repository", "job_ref", "job_model", "job_pull_request", "job_archived_at",
    ]

    static func values(_ operation: MintDomain.Operation?) -> [(any DatabaseValueConvertible)?] {
        [
            operation?.kind.wireName, operation?.status.wireName, operation?.mode?.rawValue, operation?.preset,
            operation?.prompt, operation?.generationModel, operation?.optimizationLevel, operation?.resource?.type,
            operation?.resource?.id.rawValue, operation?.mintURL, operation?.caption, operation?.failure?.code,
            operation?.failure?.message, operation?.billing == nil ? 0 : 1, operation?.billing?.reason,
            operation?.billing?.requiredCredits, operation?.billing?.availableCredits, operation?.billing?.actionURL,
            operation?.credits?.estimated, operation?.credits?.reserved, operation?.credits?.finalized,
            operation?.createdAt?.timeIntervalSince1970, operation?.updatedAt?.timeIntervalSince1970,
            operation?.completedAt?.timeIntervalSince1970, operation?.canceledAt?.timeIntervalSince1970,
            operation?.job?.rawStatus, operation?.job?.repository, operation?.job?.ref, operation?.job?.model,
            operation?.job?.pullRequestURL, operation?.job?.archivedAt?.timeIntervalSince1970,
        ]
    }

    /// The operation in a row with these columns from index `first`; nil if the server never described it.
    static func operation(_ id: OperationID, in row: Row, from first: Int) -> MintDomain.Operation? {
        guard let kind: String = row[first], let status: String = row[first + 1] else { return nil }
        var operation = MintDomain.Operation(
            id: id, kind: OperationKind(wireName: kind), status: OperationStatus(wireName: status))
        operation.mode = (row[first + 2] as String?).flatMap(GenerationMode.init)
        operation.preset = row[first + 3]
        operation.prompt = row[first + 4]
        operation.generationModel = row[first + 5]
        operation.optimizationLevel = row[first + 6]
        operation.resource = resource(type: row[first + 7], id: row[first + 8])
        operation.mintURL = row[first + 9]
        operation.caption = row[first + 10]
        operation.failure = failure(code: row[first + 11], message: row[first + 12])
        if row[first + 13] as Bool {
            operation.billing = BillingHold(
                reason: row[first + 14], requiredCredits: row[first + 15], availableCredits: row[first + 16],
                actionURL: row[first + 17])
        }
        operation.credits = credits(
            estimated: row[first + 18], reserved: row[first + 19], finalized: row[first + 20])
        operation.createdAt = date(row[first + 21])
        operation.updatedAt = date(row[first + 22])
        operation.completedAt = date(row[first + 23])
        operation.canceledAt = date(row[first + 24])
        if let job = job(in: row, from: first + 25) {
            operation.job = job
            // A word unknown to this service may have a meaning at the other one.
            operation.status = OperationStatus(agentWord: job.rawStatus)
        }
        return operation
    }

    private static func resource(type: String?, id: String?) -> ResourceReference? {
        guard let type, let id = id.flatMap({ ResourceID($0) }) else { return nil }
        return ResourceReference(type: type, id: id)
    }

    private static func job(in row: Row, from first: Int) -> JobFacts? {
        guard let status: String = row[first] else { return nil }
        return JobFacts(
            repository: row[first + 1], ref: row[first + 2], model: row[first + 3], pullRequestURL: row[first + 4],
            archivedAt: date(row[first + 5]), rawStatus: status)
    }

    private static func failure(code: String?, message: String?) -> OperationFailure? {
        code.map { OperationFailure(code: $0, message: message ?? "") }
    }

    private static func credits(estimated: Double?, reserved: Double?, finalized: Double?) -> OperationCredits? {
        guard let reserved, let finalized else { return nil }
        return OperationCredits(estimated: estimated, reserved: reserved, finalized: finalized)
    }

    private static func date(_ seconds: Double?) -> Date? {
        seconds.map(Date.init(timeIntervalSince1970:))
    }
}
