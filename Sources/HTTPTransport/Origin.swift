package import Foundation

/// The scheme, host and port that identify a server.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// The host in lower case; an IPv6 address without brackets.
    package let host: String
    package let port: Int

    /// Nil for a URL that is not http or https, or has no host.
    package init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let usual = Self.usualPort(scheme),
            let host = url.host()?.lowercased(), !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = url.port ?? usual
    }

    /// The host, with the port if it is not the scheme's default: `api.mint.gg`, `127.0.0.1:9`, `[::1]:9`.
    package var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == Self.usualPort(scheme) ? name : "\(name):\(port)"
    }

    package var description: String { "\(scheme)://\(hostAndPort)" }

    /// Whether requests stay on this machine: `localhost`, `127.0.0.0/8` and `::1`. A subdomain of `localhost` does not
    /// count: some resolvers send it to the network.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func usualPort(_ scheme: String) -> Int? { ["http": 80, "https": 443][scheme] }
}
