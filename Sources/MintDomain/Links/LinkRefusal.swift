/// The reason why a link is neither fetched nor opened. It holds nothing of the link's path or query.
package enum LinkRefusal: Error, Sendable, Hashable {
    /// Empty, too long, or with invalid characters.
    case malformed
    /// A scheme other than http or https: the word before the colon, at most 20 characters.
    case scheme(String)
    /// Plain http, which the profile does not use.
    case insecure(host: String)
    case userInfo
    /// A host that is neither a name nor a valid address.
    case host
    /// A host, or its address, that is nearer than the server that sent the link.
    case reach(HostReach, host: String)
}

extension LinkRefusal: CustomStringConvertible {
    /// One sentence for the user.
    package var description: String {
        switch self {
        case .malformed: "Not used: the link is empty, too long, or has spaces or other odd characters in it."
        case .scheme(let name): "Not used: only http and https links are, this one is \(name.isEmpty ? "none" : name)."
        case .insecure(let host): "Not used: the link to \(host) is plain http, and this profile's server uses https."
        case .userInfo: "Not used: the link has a user name or a password in it, which hides where it leads."
        case .host: "Not used: the host of the link is neither a name nor an address."
        case .reach(let reach, let host):
            "Not used: the link leads to \(host), \(Self.place(reach)); a file of this server cannot be there."
        }
    }

    private static func place(_ reach: HostReach) -> String {
        switch reach {
        case .loopback: "which is this machine"
        case .privateNetwork: "an address of a private network"
        case .nowhere: "a reserved address"
        case .internet: "an address on the internet"
        }
    }
}
