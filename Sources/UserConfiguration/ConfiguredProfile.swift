import TerminalCore

/// A profile of the file: a server, a key and safety settings.
package struct ConfiguredProfile: Sendable, Hashable {
    /// 1 to 32 letters, digits, `.`, `_` and `-`; neither `local` nor `env`.
    package var name: String
    /// The first line, from 1.
    package var line: Int?
    /// An http or https address; defaults to the public server.
    package var baseURL = "https://api.mint.gg"
    /// The source of its key; nil only with a `refusal`.
    package var keySource: KeySource?
    /// The color of its badge; nil for the theme's.
    package var color: ProfileColor?
    /// Its theme; nil for the global one.
    package var theme: String?
    package var readOnly = ReadOnlyMode.off
    /// The request budget per minute, 1 to 600; nil for the default.
    package var budget: Int?
    /// Whether its keys, including Mintlify's, may cross the network unencrypted.
    package var allowsInsecureHTTP = false
    package var mintlify: ConfiguredMintlify?
    /// The reason why it is unusable: a fault in its address or key, with which mintop might use the wrong server.
    package var refusal: ConfigurationProblem?

    package init(name: String, line: Int? = nil) {
        self.name = name
        self.line = line
    }
}

package struct ConfiguredMintlify: Sendable, Hashable {
    /// An http or https address; defaults to the public server.
    package var baseURL = "https://api.mintlify.com"
    /// Letters, digits, `_` and `-`; empty only with a `refusal`.
    package var projectID = ""
    /// The source of its key; nil only with a `refusal`.
    package var keySource: KeySource?
    /// The reason why it is unusable, if any.
    package var refusal: ConfigurationProblem?
}

/// Whether a profile may change anything on its server.
package enum ReadOnlyMode: String, Sendable, Hashable, CaseIterable {
    case off = "false"
    case on = "true"
    /// Read-only until armed in the dashboard; commands stay read-only.
    case untilArmed = "until_armed"
}

package enum ProfileColor: Sendable, Hashable {
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case red, yellow, green, cyan, blue, magenta
    }

    /// A color of the theme or the terminal.
    case named(Name)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    /// Takes a color name, case-insensitive, or six hexadecimal digits with or without `#`.
    package init?(_ text: String) {
        if let name = Name(rawValue: text.lowercased()) {
            self = .named(name)
            return
        }
        guard let rgb = RGB(hex: text) else { return nil }
        self = .rgb(red: rgb.red, green: rgb.green, blue: rgb.blue)
    }
}
