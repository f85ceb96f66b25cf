import TerminalCore
import Testing

@testable import NcursesTerminal

struct LinkPainterTests {
    private let size = Size(columns: 40, rows: 4)
    private let address = "https://mint.gg/w/1"

    private func painter(isOn: Bool = true) -> LinkPainter {
        LinkPainter(encoding: ColorEncoding(depth: .indexed256), sequences: isOn ? sequences : nil)
    }

    @Sendable private func sequences(_ address: String) -> (opening: [UInt8], closing: [UInt8])? {
        address.hasPrefix("https:") ? (Array("<\(address)>".utf8), Array("</>".utf8)) : nil
    }

    /// A link in the second row, and a text in each other row.
    private func canvas(_ other: SafeText = "", row: Int = 1, link: Bool = true, to address: String? = nil) -> Canvas {
        var canvas = Canvas(size: size)
        let style = Style(foreground: .palette(12), background: .palette(100), attributes: .underline)
        canvas.write("page", column: 2, row: row, style: style)
        canvas.write(other, column: 0, row: 3, style: .plain)
        if link { canvas.links = [CanvasLink(column: 2, row: row, columns: 4, address: address ?? self.address)] }
        return canvas
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private let written = "\u{1B}7\u{1B}[2;3H<https://mint.gg/w/1>\u{1B}[0;4;94;48;5;100mpage</>\u{1B}8"

    @Test func theTextIsWrittenOnceMoreInItsPlaceAndLook() {
        var painter = painter()
        #expect(text(painter.bytes(for: canvas(), size: size)) == written)
    }

    @Test func aFrameThatLeavesTheRowAloneCostsNothing() {
        var painter = painter()
        _ = painter.bytes(for: canvas(), size: size)
        #expect(painter.bytes(for: canvas(), size: size).isEmpty)
        #expect(painter.bytes(for: canvas("elsewhere"), size: size).isEmpty)
    }

    @Test func whatNcursesMayHaveWrittenIsALinkAgain() {
        var painter = painter()
        _ = painter.bytes(for: canvas(), size: size)
        var other = canvas()
        other.write("!", column: 30, row: 1, style: .plain)
        #expect(text(painter.bytes(for: other, size: size)) == written)
        painter.invalidate()
        #expect(text(painter.bytes(for: other, size: size)) == written)
    }

    @Test func aTextThatIsNoLinkAnyMoreLosesIt() {
        var painter = painter()
        _ = painter.bytes(for: canvas(), size: size)
        let bytes = text(painter.bytes(for: canvas(link: false), size: size))
        #expect(!bytes.contains("<"))
        for (index, letter) in "page".enumerated() {
            #expect(bytes.contains("\u{1B}7\u{1B}[2;\(3 + index)H\u{1B}[0;4;94;48;5;100m\(letter)\u{1B}8"))
        }
        #expect(painter.bytes(for: canvas(link: false), size: size).isEmpty)
    }

    @Test func anAddressThatIsRefusedAndCellsOutsideTheScreenAreLeftAlone() {
        var painter = painter()
        #expect(painter.bytes(for: canvas(to: "javascript:alert(1)"), size: size).isEmpty)
        #expect(painter.bytes(for: canvas(row: 2), size: Size(columns: 40, rows: 2)).isEmpty)
        #expect(painter.bytes(for: canvas(row: 0), size: Size(columns: 5, rows: 2)).isEmpty)
        var off = self.painter(isOn: false)
        #expect(off.bytes(for: canvas(), size: size).isEmpty)
    }

    @Test func widePicturesAndMarksAreNeverWritten() {
        var painter = painter()
        for odd: SafeText in ["漢字", "e\u{301}abc"] {
            var canvas = canvas()
            canvas.write(odd, column: 2, row: 1, style: .plain)
            #expect(painter.bytes(for: canvas, size: size).isEmpty)
        }
    }
}
