package import Foundation

/// A link allowed by a `LinkPolicy`: http or https, with an unambiguous host.
package struct WebLink: Sendable, Hashable {
    /// Printable ASCII without spaces, as the server sent it.
    package let text: String
    package let url: URL
    /// In lower case; an IPv6 address without brackets.
    package let host: String
    /// Whether its host is the profile's server, which the user chose.
    package let isOwnHost: Bool
}
