package import NcursesTerminal
package import Pictures
import Sessions
import UserConfiguration

extension Settings {
    /// The color depth from the settings file.
    package var colors: ColorRequest { configuration.color.flatMap { ColorRequest(rawValue: $0.rawValue) } ?? .auto }

    /// The picture method from the settings file.
    package var images: ImagesRequest { configuration.images.flatMap { ImagesRequest(rawValue: $0.rawValue) } ?? .auto }
}
