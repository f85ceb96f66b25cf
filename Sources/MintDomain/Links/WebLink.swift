package import Foundation

/// A link that a `LinkPolicy` let through: http or https, a host without doubt, nothing hidden in it.
package struct WebLink: Sendable, Hashable {
    /// Printable ASCII without spaces, as the server sent it.
    package let text: String
    package let url: URL
    /// In lower case; an IPv6 address without its brackets.
    package let host: String
    /// Whether it leads to the very host that the profile names, which the user chose.
    package let isOwnHost: Bool
}
