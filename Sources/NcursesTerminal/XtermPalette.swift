/// The colours that xterm gives the 256 entries of its palette.
enum XtermPalette {
    /// One colour, 8 bits a channel.
    struct RGB: Hashable {
        var red, green, blue: Int

        func distance(to other: RGB) -> Int {
            let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
            return red * red + green * green + blue * blue
        }
    }

    private static let system: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0), RGB(red: 0, green: 205, blue: 0),
        RGB(red: 205, green: 205, blue: 0), RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229), RGB(red: 127, green: 127, blue: 127),
        RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
        RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255), RGB(red: 0, green: 255, blue: 255),
        RGB(red: 255, green: 255, blue: 255),
    ]
    private static let cubeLevels = [0, 95, 135, 175, 215, 255]

    static func rgb(of index: UInt8) -> RGB {
        let index = Int(index)
        switch index {
        case 0..<16: return system[index]
        case 16..<232:
            let cube = index - 16
            return RGB(red: cubeLevels[cube / 36], green: cubeLevels[cube / 6 % 6], blue: cubeLevels[cube % 6])
        default:
            let level = 8 + (index - 232) * 10
            return RGB(red: level, green: level, blue: level)
        }
    }

    /// The entry nearest to the colour among the cube and the greys, which no user changes.
    static func nearestFixed(to color: RGB) -> UInt8 {
        nearest(to: color, among: 16...255)
    }

    /// The entry nearest to the colour among the first `count`.
    static func nearestSystem(to color: RGB, count: UInt8) -> UInt8 {
        nearest(to: color, among: 0...(max(1, count) - 1))
    }

    private static func nearest(to color: RGB, among entries: ClosedRange<UInt8>) -> UInt8 {
        entries.min { color.distance(to: rgb(of: $0)) < color.distance(to: rgb(of: $1)) } ?? entries.lowerBound
    }
}
