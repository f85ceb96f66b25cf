/// Ordered rows with an identity, for a list cursor.
protocol RowSource {
    associatedtype RowID: Hashable, Sendable

    var count: Int { get }
    /// The row at that position, in `0..<count`.
    func id(at position: Int) -> RowID
    /// The current position of the row; nil if it is not in the list.
    func position(of id: RowID) -> Int?
}
