package import Foundation

/// The http or https address of a server, with or without a path before its version.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    package enum Fault: Error, Sendable, Hashable {
        /// Another scheme, or no host.
        case noAddress
        /// A user name, password, query or fragment.
        case moreThanAnAddress
        /// Plain http to another machine without permission; the port is included unless it is 80.
        case insecure(hostAndPort: String)
    }

    /// The address without a trailing slash, such as `https://api.mint.gg`.
    package let description: String
    private let origin: Origin

    /// The text may end with a slash or with the version, which is the prefix of request paths, such as `/v1`.
    package init(_ text: String, version: String, allowsInsecureHTTP: Bool) throws(Fault) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let url = URL(string: trimmed), let origin = Origin(url) else { throw .noAddress }
        guard url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil else {
            throw .moreThanAnAddress
        }
        var path = url.path(percentEncoded: true)
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix(version) { path.removeLast(version.count) }
        while path.hasSuffix("/") { path.removeLast() }
        description = origin.description + path
        self.origin = origin
        if isPlaintextRemote, !allowsInsecureHTTP { throw .insecure(hostAndPort: hostAndPort) }
    }

    /// The host, and the port if it is not the default, for messages.
    package var hostAndPort: String { origin.hostAndPort }

    /// Whether a key crosses the network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { origin.scheme == "http" && !origin.isLoopback }

    /// Returns the URL of a percent-encoded path below the address; nil if the path does not begin with exactly one
    /// slash, or makes no URL of this server.
    package func url(_ path: String) -> URL? {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        return URL(string: description + path).flatMap { Origin($0) == origin ? $0 : nil }
    }

    /// Returns the URL in a `Location` header, resolved against this address; nil if it is on another server.
    package func resolve(_ location: String) -> URL? {
        guard let base = URL(string: description + "/"),
            let url = URL(string: location, relativeTo: base)?.absoluteURL
        else { return nil }
        return Origin(url) == origin ? url : nil
    }
}

/// The end of a message about `Fault.insecure`: the reason and the remedy.
package let insecureHTTPRefusal =
    "would send the key unencrypted: use https, or a profile with allow_insecure_http: true."
