package import Dashboard
import Foundation
import MintAPI
import ServiceClient
package import TerminalCore
import Theming
import UserConfiguration

extension Profile {
    /// The badge of the profile, for every frame. `origin` is the address of its server.
    package func badge(origin: String, depth: TerminalCore.ColorDepth) -> Badge {
        let baseURL: MintBaseURL? = if case .remote(let baseURL, _) = server { baseURL } else { nil }
        return Badge(
            name: name, isLocal: baseURL == nil, origin: origin, color: color.map { Color($0, depth: depth) },
            isInsecure: baseURL?.isPlaintextRemote == true)
    }
}

extension Settings {
    /// The usable profiles, as listed in the palette.
    package func profileEntries(depth: TerminalCore.ColorDepth) -> [ProfileEntry] {
        configuration.profileNames(environment: environment).compactMap { name in
            do {
                let choice = try self.choice(profile: name)
                let baseURL = try choice.server?.mintBaseURL()
                let badge = Badge(
                    name: name, isLocal: baseURL == nil, origin: baseURL?.description ?? "",
                    color: choice.color.map { Color($0, depth: depth) },
                    isInsecure: baseURL?.isPlaintextRemote == true)
                return ProfileEntry(badge: badge, readOnly: DecisionRules.ReadOnly(choice.readOnly))
            } catch {
                // The reason is shown if the profile is selected by a flag, and by `mintop profiles`.
                return nil
            }
        }
    }
}

extension DecisionRules.ReadOnly {
    fileprivate init(_ mode: ReadOnlyMode) {
        self =
            switch mode {
            case .off: .off
            case .on: .on
            case .untilArmed: .untilArmed
            }
    }
}

extension Color {
    /// The color of a profile, as far as the terminal can show it.
    fileprivate init(_ color: ProfileColor, depth: TerminalCore.ColorDepth) {
        switch color {
        case .named(let name): self = .palette(name.paletteEntry)
        case .rgb(let red, let green, let blue): self = Color.rgb(red, green, blue).quantized(to: depth)
        }
    }
}

extension ProfileColor.Name {
    /// The terminal's own color of that name.
    fileprivate var paletteEntry: UInt8 {
        switch self {
        case .red: 1
        case .green: 2
        case .yellow: 3
        case .blue: 4
        case .magenta: 5
        case .cyan: 6
        }
    }
}
