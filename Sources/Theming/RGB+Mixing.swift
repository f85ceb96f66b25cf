import TerminalCore

extension RGB {
    /// How much of the way towards another colour one step goes.
    private static let stepCount = 40

    static let black = RGB(red: 0, green: 0, blue: 0)
    static let white = RGB(red: 255, green: 255, blue: 255)

    /// A colour between two: `share` 0 is this one, 1 the other.
    func mixed(with other: RGB, share: Double) -> RGB {
        func channel(_ own: UInt8, _ others: UInt8) -> UInt8 {
            let value = Double(own) + (Double(others) - Double(own)) * share
            return UInt8(min(max(value.rounded(), 0), 255))
        }
        return RGB(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue))
    }

    /// The first colour on the way to another one that satisfies the condition, itself included; nil where none does.
    func moved(toward target: RGB, until isEnough: (RGB) -> Bool) -> RGB? {
        if isEnough(self) { return self }
        return (1...Self.stepCount).lazy
            .map { mixed(with: target, share: Double($0) / Double(Self.stepCount)) }
            .first(where: isEnough)
    }

    /// The colour moved away from a ground, towards white or black, as far as it takes to be read there; nil where no
    /// colour has that contrast.
    func lifted(on ground: RGB, least: Double) -> RGB? {
        moved(toward: ground.opposite) { $0.contrast(to: ground) >= least }
    }

    /// Black or white, whichever is read better here; its contrast is 4.58 or more on any ground.
    var opposite: RGB {
        contrast(to: .white) >= contrast(to: .black) ? .white : .black
    }

    /// How far apart two colours look, the distance in OKLab: 0 the same, 1 black and white.
    func distance(to other: RGB) -> Double {
        difference(to: other).squareRoot()
    }

    var color: Color { .rgb(red, green, blue) }
}
