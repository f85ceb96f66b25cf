/// Keys and sizes from a seed: all that a terminal may send, except what ends or stops a program.
struct RandomKeys {
    private var generator: SeededRandom

    init(seed: UInt64) {
        generator = SeededRandom(state: seed)
    }

    /// 1×1 to 400×120, mostly usual window sizes.
    mutating func size() -> (columns: Int, rows: Int) {
        if Int.random(in: 0..<3, using: &generator) == 0 {
            return (Int.random(in: 1...400, using: &generator), Int.random(in: 1...120, using: &generator))
        }
        return (Int.random(in: 30...160, using: &generator), Int.random(in: 5...50, using: &generator))
    }

    /// Returns the bytes of one key press.
    mutating func keys() -> [UInt8] {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<9: return [printable()]
        case 9..<11: return Array(one(of: Self.movements).utf8)
        case 11: return Array(one(of: Self.functions).utf8)
        case 12: return [control()]
        case 13: return [0x1B]
        case 14: return [0x1B, printable()]
        case 15: return mouse()
        case 16: return Array(one(of: Self.broken))
        case 17: return paste()
        case 18: return Array(one(of: ["ü", "木", "🍵", "e\u{301}", "\u{9B}", "\u{202E}"]).utf8)
        default: return [0x1B, 0x1B, 0x1B]
        }
    }

    private static let movements = ["A", "B", "C", "D", "H", "F", "Z", "5~", "6~", "1;2C", "1;2D"].map {
        "\u{1B}[" + $0
    }
    private static let functions =
        ["P", "Q", "R", "S"].map { "\u{1B}O" + $0 }
        + ["15~", "17~", "18~", "19~", "20~", "21~", "23~", "24~", "2~", "3~"].map { "\u{1B}[" + $0 }
    private static let broken: [[UInt8]] = [
        Array("\u{1B}[".utf8), Array("\u{1B}[1;".utf8), Array("\u{1B}[<0;1".utf8), Array("\u{1B}O".utf8),
        Array("\u{1B}]0;title".utf8), Array("\u{1B}P1$r".utf8), Array("\u{1B}[99999999999999999999~".utf8),
        Array("\u{1B}[201~".utf8), Array("\u{1B}]11;rgb:zz/00".utf8), Array("\u{1B}[?6c".utf8), [0xC3], [0xE6, 0x9C],
        [0xFF], [0xF0, 0x9F], [0x80], [0x00], [0x9B, 0x41],
    ]

    private mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func printable() -> UInt8 {
        while true {
            let byte = UInt8.random(in: 0x20...0x7E, using: &generator)
            if byte != UInt8(ascii: "q"), byte != UInt8(ascii: "Q") { return byte }
        }
    }

    /// Ctrl-C and Ctrl-Z, which a terminal turns into signals that end or stop the program.
    private static let ending: Set<UInt8> = [0x03, 0x1A]

    /// Ctrl with a letter or another character.
    private mutating func control() -> UInt8 {
        while true {
            let byte = UInt8.random(in: 0x01...0x1F, using: &generator)
            if !Self.ending.contains(byte) { return byte }
        }
    }

    private mutating func mouse() -> [UInt8] {
        let button = one(of: [0, 1, 2, 3, 32, 35, 64, 65, 66, 999])
        let (column, row) = (Int.random(in: 0...420, using: &generator), Int.random(in: 0...130, using: &generator))
        if Int.random(in: 0..<5, using: &generator) == 0 {
            return [0x1B, 0x5B, 0x4D] + (0..<3).map { _ in UInt8.random(in: 0x20...0xFF, using: &generator) }
        }
        return Array("\u{1B}[<\(button);\(column);\(row)\(one(of: ["M", "m"]))".utf8)
    }

    private mutating func paste() -> [UInt8] {
        let inside = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
            UInt8.random(in: 0x00...0xFF, using: &generator)
        }.filter { !Self.ending.contains($0) && $0 != 0x1B }
        let isWhole = Int.random(in: 0..<4, using: &generator) > 0
        return Array("\u{1B}[200~".utf8) + inside + Array((isWhole ? "\u{1B}[201~" : "").utf8)
    }

}
