import ModelViewer

/// The environment of a picture: its lights and its background.
protocol Surroundings: Sendable {
    /// The unit vector to the strongest light.
    var keyDirection: Vector3 { get }
    var keyLight: Color { get }
    /// Ambient light from above and from below.
    var skyLight: Color { get }
    var groundLight: Color { get }
    /// A weak light from the opposite side.
    var fillDirection: Vector3 { get }
    var fillLight: Color { get }
    /// The fraction of the key light that a full shadow removes, 0 to 1.
    var shadowStrength: Float { get }

    /// The color of a mirror reflection in this direction.
    func reflection(_ direction: Vector3) -> Color
    /// The background color; `x` and `y` are 0 to 1 across the picture.
    func background(_ direction: Vector3, x: Float, y: Float) -> Color
    /// The color of an object at this distance in meters, including haze.
    func throughAir(_ color: Color, distance: Float, direction: Vector3) -> Color
}

/// A photo studio: a seamless backdrop, a key light at the upper left, a fill light at the right.
struct Studio: Surroundings {
    var paper: Color

    let keyDirection = Vector3(-0.55, 0.85, 0.6).normalized
    let fillDirection = Vector3(0.8, 0.25, 0.35).normalized
    let keyLight = Color(2.3, 2.2, 2.05)
    let fillLight = Color(0.32, 0.36, 0.44)
    let skyLight = Color(0.62, 0.64, 0.7)
    var groundLight: Color { Color(0.2, 0.19, 0.18) + paper * 0.25 }
    let shadowStrength: Float = 0.92

    func reflection(_ direction: Vector3) -> Color {
        let base = groundLight.mixed(with: Color(0.55, 0.58, 0.64), smoothStep(-0.4, 0.7, direction.y))
        let box = smoothStep(0.72, 0.93, direction.dot(keyDirection))
        let strip = smoothStep(0.86, 0.97, direction.dot(Vector3(0.9, 0.2, -0.3).normalized))
        return base + Color(3.2, 3.1, 2.9) * box + Color(1.1, 1.25, 1.5) * strip
    }

    func background(_ direction: Vector3, x: Float, y: Float) -> Color {
        let (dx, dy) = (x - 0.42, y - 0.38)
        let spot = 1 - smoothStep(0.1, 0.95, (dx * dx + dy * dy).squareRoot())
        return paper * (0.5 + 0.75 * spot)
    }

    func throughAir(_ color: Color, distance: Float, direction: Vector3) -> Color { color }
}
