import Foundation
import HTTPTransport
package import MintDomain

/// Where the Mintlify API is: an http or https address, with or without a path before `/v2`.
package struct MintlifyBaseURL: Sendable, Hashable, CustomStringConvertible {
    /// Without a slash at its end.
    private let text: String
    private let origin: Origin

    /// The address of the service itself.
    package static let standardAddress = "https://api.mintlify.com"

    /// Takes an address with or without a slash, or `/v2`, at its end.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or a fragment. The
    ///   sentence does not repeat the text, which may hold a password.
    package init(_ address: String = standardAddress) throws(InvalidInput) {
        let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let url = URL(string: trimmed), let origin = Origin(url) else {
            throw InvalidInput(
                "The Mintlify base URL must be an http or https address, such as \(Self.standardAddress).")
        }
        guard url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil else {
            throw InvalidInput(
                "The Mintlify base URL must be only an address: no user name, password, query or fragment.")
        }
        var path = url.path(percentEncoded: true)
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/v2") { path.removeLast(3) }
        while path.hasSuffix("/") { path.removeLast() }
        text = origin.description + path
        self.origin = origin
    }

    /// As requests use it, such as `https://api.mintlify.com`.
    package var description: String { text }

    /// Host, and port where it is not the usual one: for sentences.
    package var hostAndPort: String { origin.hostAndPort }

    /// Whether the key would cross a network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { origin.scheme == "http" && !origin.isLoopback }

    /// The address of a path below it, which begins with one slash; nil where the two make no address of this server.
    func url(_ path: String) -> URL? {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        return URL(string: text + path).flatMap { Origin($0) == origin ? $0 : nil }
    }
}
