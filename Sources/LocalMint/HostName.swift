import NIOCore

/// The names and addresses of a server.
enum HostName {
    /// `http://<host>:<port>`, with brackets around an IPv6 address.
    static func origin(_ host: String, port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether only this machine can reach it.
    static func isLoopback(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host.lowercased()) || (isAddress(host) && host.hasPrefix("127."))
    }

    /// Whether it is an IPv4 or IPv6 address, with or without brackets, rather than a name.
    static func isAddress(_ host: String) -> Bool {
        let plain = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        // `try?`: a text that cannot be parsed is not an address.
        return (try? SocketAddress(ipAddress: plain, port: 0)) != nil
    }

    /// The authority of a request target such as `http://localhost/v1/me`, as sent to a proxy; nil for a path. Any
    /// other target is all authority, as in `CONNECT localhost:80`.
    static func authority(ofTarget target: String) -> String? {
        guard !target.hasPrefix("/"), target != "*" else { return nil }
        let rest = target.firstRange(of: "://").map { target[$0.upperBound...] } ?? target[...]
        return String(rest.prefix { !"/?#".contains($0) })
    }

    /// The host of an authority such as `localhost:80`, in lower case; nil if invalid.
    static func host(of authority: String) -> String? {
        var host = authority[...]
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard UInt16(host[host.index(after: colon)...]) != nil else { return nil }
            host = host[..<colon]
        }
        return host.isEmpty ? nil : host.lowercased()
    }
}

/// The hosts that requests may name.
///
/// A page of another site whose name resolves to this machine (DNS rebinding) sends its own name. An address cannot be
/// rebound, so addresses are allowed if the server is reachable from other machines.
struct HostPolicy: Sendable, Hashable {
    var allowsAddresses: Bool
    /// In lower case.
    var names: Set<String>

    init(_ configuration: LocalMint.Configuration) {
        allowsAddresses = !HostName.isLoopback(configuration.host)
        names = Set(configuration.allowedHosts.map { $0.lowercased() })
    }

    func allows(_ authority: String?) -> Bool {
        guard let host = authority.flatMap(HostName.host) else { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host) || names.contains(host)
            || (allowsAddresses && HostName.isAddress(host))
    }
}
