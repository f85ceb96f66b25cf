/// Cells of one row whose text is an address, or a part of one: a terminal may let them be clicked.
package struct CanvasLink: Sendable, Hashable {
    package let column: Int
    package let row: Int
    /// How many cells; at least one.
    package let columns: Int
    /// Where it leads, as it came: whoever makes a link of it checks it first.
    package let address: String

    package init(column: Int, row: Int, columns: Int, address: String) {
        self.column = column
        self.row = row
        self.columns = columns
        self.address = address
    }
}
