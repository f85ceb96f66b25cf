import Foundation
import MintDomain
package import TerminalCore

package struct ListOrder: Sendable, Hashable {
    /// Nil for the default order: rows that need a decision first, or newest first.
    package var column: ListColumn?
    package var isInverted = false

    package static let own = ListOrder()

    package init(column: ListColumn? = nil, isInverted: Bool = false) {
        self.column = column
        self.isInverted = isInverted
    }

    /// The text in a title: `▲ prompt`; nil for the default order.
    package var text: SafeText? {
        guard self != .own else { return nil }
        return "\(isInverted ? "▼" : "▲") \(column?.rawValue ?? "order")"
    }
}

/// The sort value of a row in one column; rows without it come last in both directions.
struct SortValue: Sendable, Hashable {
    private let isMissing: Bool
    private let number: Double
    private let text: String

    /// The value for a list in its default order.
    static let none = SortValue(number: 0)

    init(number: Double?) {
        (isMissing, self.number, text) = (number == nil, number ?? 0, "")
    }

    /// Ignores case; digits count as text.
    init(text: String) {
        (isMissing, number, self.text) = (text.isEmpty, 0, text.prefix(200).lowercased())
    }

    /// Whether it precedes another value; nil if they are equal.
    func precedes(_ other: SortValue, isInverted: Bool) -> Bool? {
        if isMissing != other.isMissing { return other.isMissing }
        if number != other.number { return (number < other.number) != isInverted }
        if text != other.text { return (text < other.text) != isInverted }
        return nil
    }

    init(_ row: TrackedOperation, _ column: ListColumn?) {
        switch column {
        case nil: self = .none
        // Newest first, by ascending age.
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
    /// Smaller for later dates.
    fileprivate var sortNumber: Double { -timeIntervalSinceReferenceDate }
}
