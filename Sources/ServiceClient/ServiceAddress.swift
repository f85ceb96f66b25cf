package import Foundation
import HTTPTransport
package import MintDomain

/// The http or https address of a service, with or without a path before its version.
package struct ServiceAddress<Owner: Service>: Sendable, Hashable, CustomStringConvertible {
    /// The address in requests, without a trailing slash, such as `https://api.mint.gg`.
    package let description: String
    private let origin: Origin

    /// Parses an address, optionally with a trailing slash or the version.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or fragment, and
    ///   for plain http to another machine. The message does not quote a text that may hold a password.
    package init(_ text: String = Owner.standardAddress, allowsInsecureHTTP: Bool = false) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let url = URL(string: trimmed), let origin = Origin(url) else {
            throw InvalidInput(
                "\(Owner.addressName) must be an http or https address, such as \(Owner.standardAddress).")
        }
        guard url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil else {
            throw InvalidInput(
                "\(Owner.addressName) must be only an address: no user name, password, query or fragment.")
        }
        var path = url.path(percentEncoded: true)
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix(Owner.version) { path.removeLast(Owner.version.count) }
        while path.hasSuffix("/") { path.removeLast() }
        description = origin.description + path
        self.origin = origin
        if isPlaintextRemote, !allowsInsecureHTTP {
            throw InvalidInput(
                "\(Owner.addressName) http://\(hostAndPort) would send the key unencrypted: use https, or a profile with "
                    + "allow_insecure_http: true.")
        }
    }

    /// The host, and the port if it is not the default, for messages.
    package var hostAndPort: String { origin.hostAndPort }

    /// Whether the key crosses the network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { origin.scheme == "http" && !origin.isLoopback }

    /// Returns the URL of a percent-encoded path below the address, with an unencoded query; nil if the path does not
    /// begin with exactly one slash, or makes no URL of this server.
    package func url(_ path: String, query: [(name: String, value: String)] = []) -> URL? {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        let pairs = query.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
        let end = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        return URL(string: description + path + end).flatMap { Origin($0) == origin ? $0 : nil }
    }

    /// Returns the URL in a `Location` header, resolved against this address; nil if it is on another server.
    package func resolve(_ location: String) -> URL? {
        guard let base = URL(string: description + "/"),
            let url = URL(string: location, relativeTo: base)?.absoluteURL
        else { return nil }
        return Origin(url) == origin ? url : nil
    }
}
