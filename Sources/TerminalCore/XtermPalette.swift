/// xterm's colors for the 256 palette entries.
package enum XtermPalette {
    /// One color, each channel 0 to 255.
    package struct RGB: Sendable, Hashable {
        package var red, green, blue: Int

        package init(red: Int, green: Int, blue: Int) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// The squared distance in the RGB cube.
        package func distance(to other: RGB) -> Int {
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

    package static func rgb(of index: UInt8) -> RGB {
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

    /// The entry nearest to the color among the cube and the grays, which users do not change.
    package static func nearestFixed(to color: RGB) -> UInt8 {
        let cube = 16 + 36 * cubeStep(color.red) + 6 * cubeStep(color.green) + cubeStep(color.blue)
        let mean = (color.red + color.green + color.blue) / 3
        let gray = 232 + min(max((mean - 3) / 10, 0), 23)
        let (inCube, inGrays) = (UInt8(cube), UInt8(gray))
        return color.distance(to: rgb(of: inGrays)) < color.distance(to: rgb(of: inCube)) ? inGrays : inCube
    }

    /// The entry nearest to the color among the first `count`.
    package static func nearestSystem(to color: RGB, count: UInt8) -> UInt8 {
        let entries = 0...(max(1, count) - 1)
        return entries.min { color.distance(to: rgb(of: $0)) < color.distance(to: rgb(of: $1)) } ?? 0
    }

    /// The nearest cube step; channels are independent because their distances add up.
    private static func cubeStep(_ channel: Int) -> Int {
        switch channel {
        case ..<48: 0
        case ..<116: 1
        default: min((channel - 36) / 40, 5)
        }
    }
}
