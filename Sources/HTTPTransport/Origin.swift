package import Foundation

/// Scheme, host and port: what decides whether two addresses belong to one server.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// In lower case; an IPv6 address without its brackets.
    package let host: String
    package let port: Int

    /// Nil where the address is not http or https or names no host.
    package init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let usual = Self.usualPort(scheme),
            let host = url.host()?.lowercased(), !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = url.port ?? usual
    }

    /// The host, with the port where it is not the scheme's usual one: `api.mint.gg`, `127.0.0.1:9`, `[::1]:9`.
    package var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == Self.usualPort(scheme) ? name : "\(name):\(port)"
    }

    package var description: String { "\(scheme)://\(hostAndPort)" }

    /// Whether requests to it stay on this machine, by its name: `localhost`, `*.localhost`, `127.0.0.0/8`, `::1`.
    package var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func usualPort(_ scheme: String) -> Int? {
        switch scheme {
        case "http": 80
        case "https": 443
        default: nil
        }
    }
}
