import PictureSamples
import Pictures
import TerminalCore
import Testing

@Suite struct PictureDrawingTests {
    private static let ground = Color.rgb(30, 30, 46)

    private func options(
        _ columns: Int, _ rows: Int, _ depth: ColorDepth = .direct, _ symbols: PictureSymbols = .blocks,
        background: Color = ground, pairs: Int? = nil
    ) -> PictureOptions {
        var options = PictureOptions(
            area: Size(columns: columns, rows: rows), depth: depth, background: background, symbols: symbols)
        options.pairLimit = pairs ?? options.pairLimit
        return options
    }

    @Test(arguments: [
        (1_000, 1_000, Rect(column: 16, row: 0, columns: 48, rows: 24)),
        (1_600, 400, Rect(column: 0, row: 7, columns: 80, rows: 10)),
        (400, 1_600, Rect(column: 34, row: 0, columns: 12, rows: 24)),
        (100_000, 1, Rect(column: 0, row: 11, columns: 80, rows: 1)),
        (1, 100_000, Rect(column: 39, row: 0, columns: 1, rows: 24)),
    ])
    func aPictureKeepsItsShape(width: Int, height: Int, place: Rect) {
        #expect(options(80, 24).place(width: width, height: height) == place)
    }

    @Test(arguments: [PictureSymbols.blocks, .halfBlocks, .ascii])
    func everyCellResemblesItsPartOfThePicture(symbols: PictureSymbols) throws {
        let picture = PictureSamples.gradient(width: 320, height: 160)
        let drawn = try PictureDrawing.draw(picture, options(40, 10, .direct, symbols))
        let means = try #require(picture.resized(toWidth: 40, height: 10))
        var sum = 0.0
        for row in 0..<10 {
            for column in 0..<40 {
                let at = (row * 40 + column) * 4
                sum += distance(drawn.canvas[column, row], mean: means.bytes[at..<at + 3].map { Double($0) })
            }
        }
        #expect(sum / 400 < 6, "cells are off by \(sum / 400) on average")
    }

    /// Returns the distance of the mean from every mixture of the cell's two colors.
    private func distance(_ cell: Cell, mean: [Double]) -> Double {
        func channels(_ color: Color) -> [Double] {
            guard case .rgb(let red, let green, let blue) = color else { return [0, 0, 0] }
            return [Double(red), Double(green), Double(blue)]
        }
        let back = channels(cell.style.background)
        let ink = cell.glyph == .space ? back : channels(cell.style.foreground)
        let way = zip(ink, back).map { $0 - $1 }
        let length = way.reduce(0) { $0 + $1 * $1 }
        let share = length == 0 ? 0 : zip(zip(mean, back).map { $0 - $1 }, way).reduce(0) { $0 + $1.0 * $1.1 } / length
        let nearest = zip(back, way).map { $0 + min(max(share, 0), 1) * $1 }
        return zip(nearest, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    @Test func halfBlocksShowExactlyTwoPixelsACell() throws {
        let picture = PictureSamples.noise(width: 12, height: 8)
        let drawn = try PictureDrawing.draw(picture, options(12, 4, .direct, .halfBlocks))
        for row in 0..<4 {
            for column in 0..<12 {
                func color(_ y: Int) -> Color {
                    let at = (y * 12 + column) * 4
                    return .rgb(picture.bytes[at], picture.bytes[at + 1], picture.bytes[at + 2])
                }
                #expect(drawn.canvas[column, row].glyph.text == "▀")
                #expect(
                    drawn.canvas[column, row].style == Style(foreground: color(row * 2), background: color(row * 2 + 1))
                )
            }
        }
    }

    @Test(
        arguments: [ColorDepth.direct, .indexed256, .ansi16, .ansi8, .monochrome],
        [PictureSymbols.blocks, .halfBlocks, .ascii])
    func onlyColorsAndCharactersOfTheTerminalAreUsed(depth: ColorDepth, symbols: PictureSymbols) throws {
        let background: Color = depth == .direct ? Self.ground : depth == .indexed256 ? .palette(235) : .terminalDefault
        let drawn = try PictureDrawing.draw(
            PictureSamples.gradient(width: 200, height: 100), options(30, 10, depth, symbols, background: background))
        for cell in drawn.canvas.cells {
            #expect(cell.glyph.columns == 1)
            if symbols == .ascii { #expect(cell.glyph.base.isASCII) }
            if symbols == .halfBlocks { #expect(" ▀▄█".contains(cell.glyph.text)) }
            for color in [cell.style.foreground, cell.style.background] where color != background {
                switch (depth, color) {
                case (_, .terminalDefault), (.direct, .rgb): break
                case (.indexed256, .palette(let index)): #expect(index >= 16)
                case (.ansi16, .palette(let index)): #expect(index < 16)
                case (.ansi8, .palette(let index)): #expect(index < 8)
                default: Issue.record("\(color) in \(depth)")
                }
            }
        }
        #expect(Set(drawn.canvas.cells).count > 3, "the picture is empty")
    }

    @Test(arguments: [PictureSymbols.blocks, .halfBlocks, .ascii], [ground, .palette(17), .terminalDefault])
    func transparentPartsShowTheBackground(symbols: PictureSymbols, background: Color) throws {
        let depth: ColorDepth = background == .palette(17) ? .indexed256 : .direct
        let picture = PictureSamples.picture(width: 160, height: 80) { x, _ in [255, 0, 0, x < 80 ? 255 : 0] }
        let drawn = try PictureDrawing.draw(picture, options(20, 5, depth, symbols, background: background, pairs: 2))
        for row in 0..<5 {
            for column in 11..<20 {
                #expect(drawn.canvas[column, row] == Cell(style: Style(background: background)))
            }
            let red = drawn.canvas[3, row]
            let color = red.glyph == .space ? red.style.background : red.style.foreground
            #expect(color == (depth == .direct ? .rgb(255, 0, 0) : .palette(196)))
        }
    }

    @Test func halfTransparentPixelsMixWithTheBackground() throws {
        let picture = PictureSamples.picture(width: 8, height: 8) { _, _ in [255, 255, 255, 128] }
        let drawn = try PictureDrawing.draw(picture, options(2, 1, background: .rgb(0, 0, 0)))
        guard case .rgb(let red, _, _) = drawn.canvas[0, 0].style.background else { return #expect(Bool(false)) }
        #expect((126...130).contains(red))
    }

    @Test(arguments: [ColorDepth.direct, .indexed256, .ansi16, .ansi8])
    func aThousandPicturesStayWithinTheirPairs(depth: ColorDepth) throws {
        let limit = depth >= .indexed256 ? 40 : 8
        for seed in 0..<UInt32(250) {
            let picture = PictureSamples.noise(width: 16, height: 12, seed: seed)
            let drawn = try PictureDrawing.draw(picture, options(16, 6, depth, .halfBlocks, pairs: limit))
            #expect(pairs(drawn.canvas) <= limit, "picture \(seed)")
        }
    }

    @Test func fewPairsChangeAPictureLittle() throws {
        let picture = PictureSamples.gradient(width: 320, height: 320)
        let free = try PictureDrawing.draw(picture, options(80, 40, .direct, .halfBlocks, pairs: 10_000))
        let bound = try PictureDrawing.draw(picture, options(80, 40, .direct, .halfBlocks, pairs: 1_000))
        #expect(pairs(free.canvas) > 3_000 && pairs(bound.canvas) <= 1_000)
        var worst = 0
        for (one, other) in zip(free.canvas.cells, bound.canvas.cells) {
            if case .rgb(let red, _, _) = one.style.background, case .rgb(let changed, _, _) = other.style.background {
                worst = max(worst, abs(Int(red) - Int(changed)))
            }
        }
        #expect((1...20).contains(worst))
    }

    private func pairs(_ canvas: Canvas) -> Int {
        Set(canvas.cells.map { Style(foreground: $0.style.foreground, background: $0.style.background) }).count
    }

    @Test(arguments: [(0, 0), (0, 5), (5, 0), (1, 1)])
    func tinyAreasAreNoTrouble(columns: Int, rows: Int) throws {
        let drawn = try PictureDrawing.draw(PictureSamples.gradient(width: 9, height: 9), options(columns, rows))
        #expect(drawn.canvas.size == Size(columns: columns, rows: rows))
        #expect(drawn.place.isEmpty == (columns * rows == 0))
    }
}
