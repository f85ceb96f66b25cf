/// One profile of the file: a server, a key, and how careful to be with it.
package struct ConfiguredProfile: Sendable, Hashable {
    /// 1 to 32 letters, digits, `.`, `_` and `-`; neither `local` nor `env`.
    package var name: String
    /// The line it begins on, from 1.
    package var line: Int?
    /// An http or https address; the public server where the file says nothing.
    package var baseURL = "https://api.mint.gg"
    /// Where its key comes from; nil only together with `refusal`.
    package var keySource: KeySource?
    /// The colour of its badge; nil for the theme's own.
    package var color: ProfileColor?
    /// The theme to use with it; nil for the one of all profiles.
    package var theme: String?
    /// Whether it may change anything.
    package var readOnly = ReadOnlyMode.off
    /// Requests a minute, 1 to 600; nil for the usual budget.
    package var budget: Int?
    /// The Mintlify project beside it.
    package var mintlify: ConfiguredMintlify?
    /// Why it cannot be used: a mistake in its address or its key, where going on might talk to the wrong server.
    package var refusal: ConfigurationProblem?

    /// A profile with nothing but its name.
    package init(name: String, line: Int? = nil) {
        self.name = name
        self.line = line
    }
}

/// The Mintlify project of a profile.
package struct ConfiguredMintlify: Sendable, Hashable {
    /// An http or https address; the public server where the file says nothing.
    package var baseURL = "https://api.mintlify.com"
    /// Letters, digits, `_` and `-`; empty only together with `refusal`.
    package var projectID = ""
    /// Where its key comes from; nil only together with `refusal`.
    package var keySource: KeySource?
    /// Why it cannot be used.
    package var refusal: ConfigurationProblem?
}

/// Whether a profile may change anything on its server.
package enum ReadOnlyMode: String, Sendable, Hashable, CaseIterable {
    /// It may.
    case off = "false"
    /// It never may.
    case on = "true"
    /// It starts read-only, until the person at the screen arms it; commands without a screen stay read-only.
    case untilArmed = "until_armed"
}

/// The colour of a profile's badge.
package enum ProfileColor: Sendable, Hashable {
    /// One of the theme's colours, by its usual name.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case red, yellow, green, cyan, blue, magenta
    }

    /// As the theme or the terminal shows that colour.
    case named(Name)
    /// Exactly this one.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    /// Takes a name in any case, or `#` and six hexadecimal digits, the `#` being optional.
    package init?(_ text: String) {
        if let name = Name(rawValue: text.lowercased()) {
            self = .named(name)
            return
        }
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ $0 != 0x2B }), let value = UInt32(digits, radix: 16)
        else { return nil }
        self = .rgb(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }
}
