import Foundation
import HTTPTransport
package import MintDomain

/// The http or https address of the Mintlify API, with or without a path before `/v2`.
package struct MintlifyBaseURL: Sendable, Hashable, CustomStringConvertible {
    private let address: ServerAddress

    package static let standardAddress = "https://api.mintlify.com"

    /// Parses an address, optionally with a trailing slash or `/v2`.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or fragment, and
    ///   for plain http to another machine. The message does not quote a text that may hold a password.
    package init(_ text: String = standardAddress, allowsInsecureHTTP: Bool = false) throws(InvalidInput) {
        do throws(ServerAddress.Fault) {
            address = try ServerAddress(text, version: "/v2", allowsInsecureHTTP: allowsInsecureHTTP)
        } catch {
            switch error {
            case .noAddress:
                throw InvalidInput(
                    "The Mintlify base URL must be an http or https address, such as \(Self.standardAddress).")
            case .moreThanAnAddress:
                throw InvalidInput(
                    "The Mintlify base URL must be only an address: no user name, password, query or fragment.")
            case .insecure(let host):
                throw InvalidInput("The Mintlify base URL http://\(host) \(insecureHTTPRefusal)")
            }
        }
    }

    /// The address in requests, such as `https://api.mintlify.com`.
    package var description: String { address.description }

    /// The host, and the port if it is not the default, for messages.
    package var hostAndPort: String { address.hostAndPort }

    /// Whether the key crosses the network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { address.isPlaintextRemote }

    /// Returns the URL of a path with a leading slash; nil if it makes no URL of this server.
    func url(_ path: String) -> URL? { address.url(path) }
}
