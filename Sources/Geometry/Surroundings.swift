/// What is around the things of a picture: the light they get, and what is seen where there is nothing.
protocol Surroundings {
    /// From the things to the strongest light, of length 1.
    var keyDirection: Vector3 { get }
    var keyLight: Colour { get }
    /// Even light from above and from below.
    var skyLight: Colour { get }
    var groundLight: Colour { get }
    /// A weak light from the side that the key leaves dark.
    var fillDirection: Vector3 { get }
    var fillLight: Colour { get }
    /// How much of the key's light a full shadow takes, 0 to 1.
    var shadowStrength: Float { get }

    /// What a mirror would show in this direction.
    func reflection(_ direction: Vector3) -> Colour
    /// What the eye sees where there is nothing; `x` and `y` go from 0 to 1 across the picture.
    func background(_ direction: Vector3, x: Float, y: Float) -> Colour
    /// The colour of a thing at this distance in metres, seen through the air.
    func throughAir(_ colour: Colour, distance: Float, direction: Vector3) -> Colour
}

/// A photographer's table: seamless paper, a large lamp left above, a weak one right.
struct Studio: Surroundings {
    /// The paper's colour behind the thing.
    var paper: Colour

    let keyDirection = Vector3(-0.55, 0.85, 0.6).normalised
    let fillDirection = Vector3(0.8, 0.25, 0.35).normalised
    let keyLight = Colour(2.3, 2.2, 2.05)
    let fillLight = Colour(0.32, 0.36, 0.44)
    let skyLight = Colour(0.62, 0.64, 0.7)
    var groundLight: Colour { Colour(0.2, 0.19, 0.18) + paper * 0.25 }
    let shadowStrength: Float = 0.92

    func reflection(_ direction: Vector3) -> Colour {
        let base = groundLight.mixed(with: Colour(0.55, 0.58, 0.64), smoothStep(-0.4, 0.7, direction.y))
        let box = smoothStep(0.72, 0.93, direction.dot(keyDirection))
        let strip = smoothStep(0.86, 0.97, direction.dot(Vector3(0.9, 0.2, -0.3).normalised))
        return base + Colour(3.2, 3.1, 2.9) * box + Colour(1.1, 1.25, 1.5) * strip
    }

    func background(_ direction: Vector3, x: Float, y: Float) -> Colour {
        let (dx, dy) = (x - 0.42, y - 0.38)
        let spot = 1 - smoothStep(0.1, 0.95, (dx * dx + dy * dy).squareRoot())
        return paper * (0.5 + 0.75 * spot)
    }

    func throughAir(_ colour: Colour, distance: Float, direction: Vector3) -> Colour { colour }
}
