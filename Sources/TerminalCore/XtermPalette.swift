/// xterm's colors for the 256 palette entries.
package enum XtermPalette {
    private static let system = [
        "000000", "CD0000", "00CD00", "CDCD00", "0000EE", "CD00CD", "00CDCD", "E5E5E5", "7F7F7F", "FF0000", "00FF00",
        "FFFF00", "5C5CFF", "FF00FF", "00FFFF", "FFFFFF",
    ].compactMap { RGB(hex: $0) }
    private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

    package static func rgb(of index: UInt8) -> RGB {
        let index = Int(index)
        switch index {
        case 0..<16: return system[index]
        case 16..<232:
            let cube = index - 16
            return RGB(red: cubeLevels[cube / 36], green: cubeLevels[cube / 6 % 6], blue: cubeLevels[cube % 6])
        default:
            let level = UInt8(8 + (index - 232) * 10)
            return RGB(red: level, green: level, blue: level)
        }
    }

    /// The entry nearest to the color among the cube and the grays, which users do not change.
    package static func nearestFixed(to color: RGB) -> UInt8 {
        let (red, green, blue) = (Int(color.red), Int(color.green), Int(color.blue))
        let cube = 16 + 36 * cubeStep(red) + 6 * cubeStep(green) + cubeStep(blue)
        let mean = (red + green + blue) / 3
        let gray = 232 + min(max((mean - 3) / 10, 0), 23)
        let (inCube, inGrays) = (UInt8(cube), UInt8(gray))
        return color.cubeDistance(to: rgb(of: inGrays)) < color.cubeDistance(to: rgb(of: inCube)) ? inGrays : inCube
    }

    /// The entry nearest to the color among the first `count`.
    package static func nearestSystem(to color: RGB, count: UInt8) -> UInt8 {
        let entries = 0...(max(1, count) - 1)
        return entries.min { color.cubeDistance(to: rgb(of: $0)) < color.cubeDistance(to: rgb(of: $1)) } ?? 0
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
