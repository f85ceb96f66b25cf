/// Cells of one row that show an address, or part of one: a terminal may make them clickable.
package struct CanvasLink: Sendable, Hashable {
    package let column: Int
    package let row: Int
    /// The number of cells, at least one.
    package let columns: Int
    /// The address as received: check it before making a link.
    package let address: String

    package init(column: Int, row: Int, columns: Int, address: String) {
        self.column = column
        self.row = row
        self.columns = columns
        self.address = address
    }
}
