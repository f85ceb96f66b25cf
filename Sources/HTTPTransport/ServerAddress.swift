package import Foundation

/// Where a server is: an http or https address, with or without a path before its version.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with a text that is no such address.
    package enum Fault: Error, Sendable, Hashable {
        /// Another scheme, or no host.
        case noAddress
        /// A user name or password, a query or a fragment.
        case moreThanAnAddress
    }

    /// Without a slash at its end, such as `https://api.mint.gg`.
    package let description: String
    private let origin: Origin

    /// - Parameters:
    ///   - text: With or without a slash, or the version, at its end.
    ///   - version: The path that requests begin with, such as `/v1`.
    /// - Throws: `Fault`.
    package init(_ text: String, version: String) throws(Fault) {
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
    }

    /// Host, and port where it is not the usual one: for sentences.
    package var hostAndPort: String { origin.hostAndPort }

    /// Whether a key would cross a network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { origin.scheme == "http" && !origin.isLoopback }

    /// The address of a path below it.
    ///
    /// - Parameter path: Begins with a slash, percent-encoded already, as it goes into the request line.
    /// - Returns: Nil where the path does not begin with one slash, or makes no address of this server.
    package func url(_ path: String) -> URL? {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
        return URL(string: description + path).flatMap { Origin($0) == origin ? $0 : nil }
    }

    /// The address that a `Location` names, taken relative to this one; nil where it is not on this server.
    package func resolve(_ location: String) -> URL? {
        guard let base = URL(string: description + "/"),
            let url = URL(string: location, relativeTo: base)?.absoluteURL
        else { return nil }
        return Origin(url) == origin ? url : nil
    }
}
