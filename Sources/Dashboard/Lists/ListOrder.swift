import Foundation
import MintDomain
package import TerminalCore

/// In which order a list stands.
package struct ListOrder: Sendable, Hashable {
    /// Nil for the list's own order: what waits for a person first, or the newest first.
    package var column: ListColumn?
    /// Whether the other way round.
    package var isInverted = false

    package static let own = ListOrder()

    package init(column: ListColumn? = nil, isInverted: Bool = false) {
        self.column = column
        self.isInverted = isInverted
    }

    /// How it stands in a title: `▲ prompt`; nil for the list's own order.
    package var text: SafeText? {
        guard self != .own else { return nil }
        return "\(isInverted ? "▼" : "▲") \(column?.rawValue ?? "order")"
    }
}

/// What a row is sorted by in one column; rows without it come last, whichever way.
struct SortValue: Sendable, Hashable {
    private let isMissing: Bool
    private let number: Double
    private let text: String

    /// Of a list in its own order: all alike.
    static let none = SortValue(number: 0)

    init(number: Double?) {
        (isMissing, self.number, text) = (number == nil, number ?? 0, "")
    }

    /// Case does not count; digits count as text.
    init(text: String) {
        (isMissing, number, self.text) = (text.isEmpty, 0, text.prefix(200).lowercased())
    }

    /// Whether it comes before another one; nil where they are alike.
    func precedes(_ other: SortValue, isInverted: Bool) -> Bool? {
        if isMissing != other.isMissing { return other.isMissing }
        if number != other.number { return (number < other.number) != isInverted }
        if text != other.text { return (text < other.text) != isInverted }
        return nil
    }

    init(_ row: TrackedOperation, _ column: ListColumn?) {
        switch column {
        case nil: self = .none
        // The newest first, as an age that grows.
        case .age?: self.init(number: (row.operation?.createdAt ?? row.trackedAt).sortNumber)
        case .changed?: self.init(number: (row.operation?.updatedAt ?? row.trackedAt).sortNumber)
        case let column?: self.init(text: column.text(row))
        }
    }

    init(_ resource: Resource, _ column: ListColumn?) {
        switch column {
        case nil: self = .none
        case .age?: self.init(number: resource.createdAt?.sortNumber)
        case .changed?: self.init(number: resource.updatedAt?.sortNumber)
        case let column?: self.init(text: column.text(resource))
        }
    }
}

extension Date {
    /// Smaller for what is later.
    fileprivate var sortNumber: Double { -timeIntervalSinceReferenceDate }
}
