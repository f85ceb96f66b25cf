import FoundationEssentials
import MintDomain

/// The position of a row in the default order: rank, then time, then id, so that no two are equal.
struct OwnPlace: Hashable, Comparable, Sendable {
    let rank: Int
    /// In seconds; ascending.
    let time: Double
    let id: OperationID

    init(_ row: TrackedOperation) {
        id = row.id
        guard let operation = row.operation else {
            (rank, time) = (2, -row.trackedAt.timeIntervalSinceReferenceDate)
            return
        }
        let created = (operation.createdAt ?? row.trackedAt).timeIntervalSinceReferenceDate
        if operation.awaitsPerson {
            (rank, time) = (0, (operation.updatedAt ?? row.trackedAt).timeIntervalSinceReferenceDate)
        } else if operation.status.isFinal {
            (rank, time) = (3, -(operation.endedAt?.timeIntervalSinceReferenceDate ?? created))
        } else {
            (rank, time) = (operation.status == .queued ? 2 : 1, -created)
        }
    }

    static func < (left: OwnPlace, right: OwnPlace) -> Bool {
        (left.rank, left.time, left.id) < (right.rank, right.time, right.id)
    }
}

/// The sort key of a row: the value of the sort column, then the default order.
struct SortKey: Hashable, Sendable {
    let value: SortValue
    let place: OwnPlace
}

extension ListOrder {
    /// Whether the left row comes before the right one.
    func areInOrder(_ left: SortKey, _ right: SortKey) -> Bool {
        guard column != nil else { return isInverted ? right.place < left.place : left.place < right.place }
        return left.value.precedes(right.value, isInverted: isInverted) ?? (left.place < right.place)
    }
}
