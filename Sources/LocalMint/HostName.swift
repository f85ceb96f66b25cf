import NIOCore

/// Names and addresses that a server is reached by.
enum HostName {
    /// `http://<host>:<port>`, with brackets around an address of IPv6.
    static func origin(_ host: String, port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// Whether only this machine can reach it.
    static func isLoopback(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host.lowercased()) || (isAddress(host) && host.hasPrefix("127."))
    }

    /// Whether it is an address of IPv4 or IPv6 and no name, with or without brackets.
    static func isAddress(_ host: String) -> Bool {
        let plain = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        // `try?`: what cannot be read as an address is none.
        return (try? SocketAddress(ipAddress: plain, port: 0)) != nil
    }

    /// The host of an authority such as `localhost:80`, in lower case; nil for what cannot be one.
    static func host(of authority: String) -> String? {
        var host = authority[...]
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard UInt16(host[host.index(after: colon)...]) != nil else { return nil }
            host = host[..<colon]
        }
        return host.isEmpty ? nil : host.lowercased()
    }
}

/// Which hosts requests may be addressed to.
///
/// A page of another site whose name was pointed at this machine (DNS rebinding) sends its own name here. An address
/// cannot be pointed anywhere, so that addresses are good wherever the server may be reached from elsewhere.
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
