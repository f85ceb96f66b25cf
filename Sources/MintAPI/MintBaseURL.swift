import Foundation
import HTTPTransport
package import MintDomain

/// The http or https address of a Mint server, with or without a path before `/v1`.
package struct MintBaseURL: Sendable, Hashable, CustomStringConvertible {
    private let address: ServerAddress

    /// Parses an address, optionally with a trailing slash or `/v1`.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or fragment, and
    ///   for plain http to another machine. The message does not quote a text that may hold a password.
    package init(_ text: String, allowsInsecureHTTP: Bool = false) throws(InvalidInput) {
        do throws(ServerAddress.Fault) {
            address = try ServerAddress(text, version: "/v1", allowsInsecureHTTP: allowsInsecureHTTP)
        } catch {
            switch error {
            case .noAddress:
                throw InvalidInput("The base URL must be an http or https address, such as https://api.mint.gg.")
            case .moreThanAnAddress:
                throw InvalidInput("The base URL must be only an address: no user name, password, query or fragment.")
            case .insecure(let host):
                throw InvalidInput("The base URL http://\(host) \(insecureHTTPRefusal)")
            }
        }
    }

    /// The address in requests, such as `https://api.mint.gg`.
    package var description: String { address.description }

    /// The host, and the port if it is not the default, for messages.
    package var hostAndPort: String { address.hostAndPort }

    /// Whether the key crosses the network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { address.isPlaintextRemote }

    /// Returns the URL of a percent-encoded path below the address, with an unencoded query; nil if the path does not
    /// begin with one slash or makes no URL.
    func url(_ path: String, query: [(name: String, value: String)] = []) -> URL? {
        let pairs = query.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
        return address.url(path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")))
    }

    /// Nil if the `Location` is on another server.
    func resolve(_ location: String) -> URL? { address.resolve(location) }
}
