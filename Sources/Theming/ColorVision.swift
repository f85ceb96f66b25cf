import TerminalCore

/// A color vision deficiency at full strength, one of those that affect one man in twelve.
package enum ColorVision: String, CaseIterable, Sendable, Hashable {
    /// No red cones: red is dark, and red and green look alike.
    case protanopia
    /// No green cones: red and green look alike.
    case deuteranopia
    /// No blue cones: blue and green, and yellow and pink, look alike.
    case tritanopia

    /// Returns the simulated color, by the matrices of Machado, Oliveira and Fernandes (2009) for severity 1, which
    /// apply to linear light.
    func look(_ color: RGB) -> RGB {
        let light = color.linear
        let rows = rows
        return RGB(linear: SIMD3((rows.0 * light).sum(), (rows.1 * light).sum(), (rows.2 * light).sum()))
    }

    private typealias Row = SIMD3<Double>

    private var rows: (Row, Row, Row) {
        switch self {
        case .protanopia:
            (
                Row(0.152286, 1.052583, -0.204868), Row(0.114503, 0.786281, 0.099216),
                Row(-0.003882, -0.048116, 1.051998)
            )
        case .deuteranopia:
            (
                Row(0.367322, 0.860646, -0.227968), Row(0.280085, 0.672501, 0.047413),
                Row(-0.011820, 0.042940, 0.968881)
            )
        case .tritanopia:
            (
                Row(1.255528, -0.076749, -0.178779), Row(-0.078411, 0.930809, 0.147602),
                Row(0.004733, 0.691367, 0.303900)
            )
        }
    }
}
