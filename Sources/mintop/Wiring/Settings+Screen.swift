import NcursesTerminal
import Pictures
import UserConfiguration

extension Settings {
    /// How many colours the file asks for.
    var colors: ColorRequest { configuration.color.flatMap { ColorRequest(rawValue: $0.rawValue) } ?? .auto }

    /// How the file wants pictures to be drawn.
    var images: ImagesRequest { configuration.images.flatMap { ImagesRequest(rawValue: $0.rawValue) } ?? .auto }
}
