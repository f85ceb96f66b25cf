import Foundation
package import TerminalCore

/// A picture stored by the terminal and drawn in place of placeholder cells (kitty graphics protocol, Unicode
/// placeholders).
package struct KittyImage: Sendable, Hashable {
    /// The picture number in the terminal, 16 to 255: cells encode it as a color, and the first 16 of 256 colors are
    /// encoded differently.
    package let number: UInt8
    /// The size in cells: at most `mostCells` in each direction.
    package let size: Size

    package static let numbers: ClosedRange<UInt8> = 16...255
    /// The maximum number of columns and rows of a picture.
    package static let mostCells = KittyDiacritics.count
    /// The maximum number of base64 digits in one sequence.
    private static let chunk = 4_096

    /// Nil if the number or the size is out of range.
    package init?(number: UInt8, size: Size) {
        let cells = 1...Self.mostCells
        guard Self.numbers.contains(number), cells.contains(size.columns), cells.contains(size.rows) else { return nil }
        self.number = number
        self.size = size
    }

    /// The escape sequences that send a PNG file, stretched to `size`, to the terminal before its cells are drawn. The
    /// terminal does not answer.
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

    /// The sequence that deletes the picture in the terminal and frees its memory.
    package static func deletion(number: UInt8, route: KittyRoute) -> [UInt8] {
        route.carrying(sequence("a=d,d=I,q=2,i=\(number)", []))
    }

    /// The placeholder cells, as large as `size`; they show nothing useful if the picture was not sent.
    ///
    /// The depth, `indexed256` or `direct`, determines the color that encodes the number. The background is behind
    /// transparent pixels.
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
