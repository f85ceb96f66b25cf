import Testing

@testable import TerminalCore

@Suite struct ScreenGeometryTests {
    private let area = Rect(column: 2, row: 3, columns: 10, rows: 6)

    @Test func sizesAreNeverNegative() {
        #expect(Size(columns: -1, rows: -5) == Size(columns: 0, rows: 0))
        #expect(Rect(column: 0, row: 0, columns: -1, rows: 4).isEmpty)
    }

    @Test func aRectangleContainsItsFirstCellAndNotItsEnd() {
        #expect(area.contains(Point(column: 2, row: 3)))
        #expect(area.contains(Point(column: 11, row: 8)))
        #expect(!area.contains(Point(column: 12, row: 8)))
        #expect(!area.contains(Point(column: 11, row: 9)))
    }

    @Test func anInsetLargerThanTheRectangleLeavesNothing() {
        #expect(area.inset(columns: 1, rows: 2) == Rect(column: 3, row: 5, columns: 8, rows: 2))
        #expect(area.inset(columns: 6, rows: 6).isEmpty)
    }

    @Test(arguments: [-1, 0, 2, 6, 99])
    func splitsCoverTheRectangleWithoutOverlap(count: Int) {
        let (top, rest) = area.splitTop(count)
        #expect(top.rows + rest.rows == area.rows)
        #expect(top.endRow == rest.row && rest.endRow == area.endRow)
        let (upper, bottom) = area.splitBottom(count)
        #expect(upper.endRow == bottom.row && bottom.endRow == area.endRow)
        #expect(bottom.rows == min(max(0, count), area.rows))
        let (left, right) = area.splitLeft(count)
        #expect(left.endColumn == right.column && right.endColumn == area.endColumn)
    }

    @Test func centringKeepsInside() {
        #expect(area.centered(Size(columns: 4, rows: 2)) == Rect(column: 5, row: 5, columns: 4, rows: 2))
        #expect(area.centered(Size(columns: 40, rows: 20)) == area)
    }
}
