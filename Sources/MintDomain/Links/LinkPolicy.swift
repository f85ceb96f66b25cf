import Foundation

/// Decides which links of a server may be fetched or opened.
///
/// A link may reach as far as the profile's own server or farther, never nearer: an internet server cannot point at
/// this machine or its network. Plain http requires a profile with plain http. A link allowed by its name must be
/// checked again by `allows(address:)` after name resolution.
package struct LinkPolicy: Sendable, Hashable {
    /// The maximum length; signed links have up to about 2,000 characters.
    package static let maximumLength = 8192

    private let isPlain: Bool
    private let ownHost: String
    private let ownReach: HostReach

    /// - Parameter server: The base URL of the profile, such as `https://api.mint.gg`; nil if invalid.
    package init?(server: String) {
        guard let parts = LinkParts(server), let reach = parts.reach else { return nil }
        isPlain = parts.scheme == "http"
        ownHost = parts.host
        ownReach = reach
    }

    /// Checks everything that the text of a link shows.
    package func check(_ link: String) throws(LinkRefusal) -> WebLink {
        guard (1...Self.maximumLength).contains(link.utf8.count) else { throw .malformed }
        guard link.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else { throw .malformed }
        let scheme = LinkParts.scheme(of: link)
        guard scheme == "http" || scheme == "https" else { throw .scheme(String(scheme.prefix(20))) }
        if LinkParts.authority(of: link).contains("@") { throw .userInfo }
        guard let parts = LinkParts(link), let reach = parts.reach, let url = URL(string: link),
            url.host()?.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]")) == parts.host,
            url.user() == nil, url.port == parts.port
        else { throw .host }
        let isOwnHost = parts.host == ownHost
        if !isOwnHost, !allows(reach) { throw .reach(reach, host: parts.host) }
        if scheme == "http", !isPlain { throw .insecure(host: parts.host) }
        return WebLink(text: link, url: url, host: parts.host, isOwnHost: isOwnHost)
    }

    /// Whether a connection to a resolved address is allowed: numeric, as a socket prints it; false for anything else.
    package func allows(address: String) -> Bool {
        guard case .address(let address) = HostAddress.reading(address) else { return false }
        return allows(HostReach(address))
    }

    private func allows(_ reach: HostReach) -> Bool {
        switch reach {
        case .internet: true
        case .privateNetwork: ownReach == .privateNetwork || ownReach == .loopback
        case .loopback: ownReach == .loopback
        case .nowhere: false
        }
    }
}

/// The parts of a link, parsed strictly: nil for anything that two parsers could read differently.
private struct LinkParts {
    let scheme: String
    /// In lower case, without brackets.
    let host: String
    let port: Int?

    init?(_ link: String) {
        scheme = Self.scheme(of: link)
        guard scheme == "http" || scheme == "https", link.dropFirst(scheme.count).hasPrefix("://") else { return nil }
        var rest = Self.authority(of: link).lowercased()[...]
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            guard host.contains(":"), case .address = HostAddress.reading(host) else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            host = String(rest.prefix { $0 != ":" })
            guard Self.isName(host) else { return nil }
            rest = rest.dropFirst(host.count)
        }
        if rest.isEmpty {
            port = nil
        } else {
            let digits = rest.dropFirst()
            guard rest.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.utf8.count <= 5,
                let number = Int(digits), (1...65535).contains(number)
            else { return nil }
            port = number
        }
    }

    /// In lower case; empty without a colon.
    static func scheme(of link: String) -> String {
        link.firstIndex(of: ":").map { link[..<$0].lowercased() } ?? ""
    }

    /// The part between the two slashes and the path.
    static func authority(of link: String) -> String {
        let rest = link.drop { $0 != ":" }
        guard rest.hasPrefix("://") else { return "" }
        return String(rest.dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    private static func isName(_ host: String) -> Bool {
        !host.isEmpty && host.utf8.count <= 253 && !host.hasPrefix(".") && !host.contains("..")
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// Nil for a host that resembles an address but is invalid.
    var reach: HostReach? {
        switch HostAddress.reading(host) {
        case .name: HostReach(name: host)
        case .address(let address): HostReach(address)
        case .malformed: nil
        }
    }
}
