import TerminalCore

extension RGB {
    private static let stepCount = 40

    static let black = RGB(red: 0, green: 0, blue: 0)
    static let white = RGB(red: 255, green: 255, blue: 255)

    /// A color between two: `share` 0 is this one, 1 the other.
    func mixed(with other: RGB, share: Double) -> RGB {
        func channel(_ own: UInt8, _ others: UInt8) -> UInt8 {
            let value = Double(own) + (Double(others) - Double(own)) * share
            return UInt8(min(max(value.rounded(), 0), 255))
        }
        return RGB(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue))
    }

    /// The first color on the way to another one that satisfies the condition, itself included; nil if none does.
    func moved(toward target: RGB, until isEnough: (RGB) -> Bool) -> RGB? {
        if isEnough(self) { return self }
        return (1...Self.stepCount).lazy
            .map { mixed(with: target, share: Double($0) / Double(Self.stepCount)) }
            .first(where: isEnough)
    }

    /// The color moved toward white or black until it has the contrast; nil if no color has it.
    func lifted(on ground: RGB, least: Double) -> RGB? {
        moved(toward: ground.opposite) { $0.contrast(to: ground) >= least }
    }

    /// Black or white, the one with more contrast; at least 4.58.
    var opposite: RGB {
        contrast(to: .white) >= contrast(to: .black) ? .white : .black
    }

    /// The perceived distance of two colors, in OKLab: 0 for equal ones, 1 for black and white.
    func distance(to other: RGB) -> Double {
        difference(to: other).squareRoot()
    }

    var color: Color { .rgb(red, green, blue) }
}
