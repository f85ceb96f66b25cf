import Foundation
package import TerminalCore

/// A picture that the terminal keeps and draws where placeholder cells are (kitty graphics protocol, Unicode
/// placeholders).
package struct KittyImage: Sendable, Hashable {
    /// The number by which the terminal knows it: 16 to 255, because cells tell it as a colour, and with 256 colours the
    /// first 16 are written in another way.
    package let number: UInt8
    /// How many cells it covers: at most `mostCells` in each direction.
    package let size: Size

    /// The numbers a picture may have.
    package static let numbers: ClosedRange<UInt8> = 16...255
    /// The most columns and rows that placeholders can count.
    package static let mostCells = KittyDiacritics.count
    /// The most base64 digits in one sequence.
    private static let chunk = 4_096

    /// nil where the number or the size is out of range.
    package init?(number: UInt8, size: Size) {
        let cells = 1...Self.mostCells
        guard Self.numbers.contains(number), cells.contains(size.columns), cells.contains(size.rows) else { return nil }
        self.number = number
        self.size = size
    }

    /// What tells the terminal the picture: to be sent before its cells are drawn. The terminal answers nothing.
    ///
    /// - Parameters:
    ///   - png: A PNG file; it is stretched over `size`.
    ///   - route: How it gets there.
    /// - Returns: Whole escape sequences.
    package func transmission(png: [UInt8], route: KittyRoute) -> [UInt8] {
        let digits = [UInt8](Data(png).base64EncodedData())
        var result: [UInt8] = []
        result.reserveCapacity(digits.count + digits.count / Self.chunk * 32 + 128)
        var start = 0
        repeat {
            let end = min(start + Self.chunk, digits.count)
            let more = end < digits.count ? 1 : 0
            let keys =
                start == 0
                ? "a=T,U=1,q=2,f=100,t=d,i=\(number),c=\(size.columns),r=\(size.rows),m=\(more)" : "q=2,m=\(more)"
            result += route.carrying(Self.sequence(keys, digits[start..<end]))
            start = end
        } while start < digits.count
        return result
    }

    /// What makes the terminal forget the picture and free its memory.
    package static func deletion(number: UInt8, route: KittyRoute) -> [UInt8] {
        route.carrying(sequence("a=d,d=I,q=2,i=\(number)", []))
    }

    /// The cells to draw it by, as large as `size`.
    ///
    /// - Parameters:
    ///   - depth: `indexed256` or `direct`; the number is a colour of the one or the other.
    ///   - background: What shows through where the picture is transparent.
    /// - Returns: Cells that mean nothing in a terminal that was not told the picture.
    package func placeholders(depth: ColorDepth, background: Color) -> Canvas {
        let color: Color = depth == .direct ? .rgb(0, 0, number) : .palette(number)
        let style = Style(foreground: color, background: background)
        var canvas = Canvas(size: size, style: Style(background: background))
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                guard let rowMark = KittyDiacritics.mark(row), let columnMark = KittyDiacritics.mark(column),
                    let glyph = Glyph(picturePart: [rowMark, columnMark])
                else { continue }
                canvas.put(Cell(glyph: glyph, style: style), column: column, row: row)
            }
        }
        return canvas
    }

    private static func sequence(_ keys: String, _ digits: ArraySlice<UInt8>) -> [UInt8] {
        Array("\u{1B}_G\(keys)".utf8) + (digits.isEmpty ? [] : [UInt8(ascii: ";")] + digits) + Array("\u{1B}\\".utf8)
    }
}
