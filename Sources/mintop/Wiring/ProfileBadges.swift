import Dashboard
import Foundation
import MintAPI
import TerminalCore
import Theming
import UserConfiguration

extension Profile {
    /// What the frame says of it.
    ///
    /// - Parameters:
    ///   - origin: where its server is.
    ///   - depth: how many colours there are.
    /// - Returns: The badge.
    func badge(origin: String, depth: TerminalCore.ColorDepth) -> Badge {
        let isLocal = if case .embedded = server { true } else { false }
        return Badge(name: name, isLocal: isLocal, origin: origin, color: color.map { Color($0, depth: depth) })
    }
}

extension Settings {
    /// The profiles that can be switched to, as the palette lists them; those that cannot be used are left out.
    func profileEntries(depth: TerminalCore.ColorDepth) -> [ProfileEntry] {
        configuration.profileNames(environment: environment).compactMap { name in
            // `try?`: what is wrong with one is told when it is chosen by flag, and by `mintop profiles`.
            guard let choice = try? self.choice(profile: name) else { return nil }
            let badge = Badge(
                name: name, isLocal: choice.server == nil, origin: choice.server?.baseURL ?? "",
                color: choice.color.map { Color($0, depth: depth) })
            return ProfileEntry(badge: badge, readOnly: DecisionRules.ReadOnly(choice.readOnly))
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
    /// The colour of a profile as the terminal can show it.
    fileprivate init(_ color: ProfileColor, depth: TerminalCore.ColorDepth) {
        switch color {
        case .named(let name): self = .palette(name.paletteEntry)
        case .rgb(let red, let green, let blue): self = Color.rgb(red, green, blue).quantised(to: depth)
        }
    }
}

extension ProfileColor.Name {
    /// The terminal's own colour of that name.
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
