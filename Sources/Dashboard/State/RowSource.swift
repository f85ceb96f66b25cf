/// Rows with an identity, in an order: what a list cursor moves over.
protocol RowSource {
    associatedtype RowID: Hashable, Sendable

    var count: Int { get }
    /// The row at that position; positions are `0..<count`.
    func id(at position: Int) -> RowID
    /// Where the row stands now; nil where it is not in the list.
    func position(of id: RowID) -> Int?
}
