import Foundation
import HTTPTransport
package import MintDomain

/// Where the Mintlify API is: an http or https address, with or without a path before `/v2`.
package struct MintlifyBaseURL: Sendable, Hashable, CustomStringConvertible {
    private let address: ServerAddress

    /// The address of the service itself.
    package static let standardAddress = "https://api.mintlify.com"

    /// Takes an address with or without a slash, or `/v2`, at its end.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or a fragment. The
    ///   sentence does not repeat the text, which may hold a password.
    package init(_ text: String = standardAddress) throws(InvalidInput) {
        do throws(ServerAddress.Fault) {
            address = try ServerAddress(text, version: "/v2")
        } catch {
            switch error {
            case .noAddress:
                throw InvalidInput(
                    "The Mintlify base URL must be an http or https address, such as \(Self.standardAddress).")
            case .moreThanAnAddress:
                throw InvalidInput(
                    "The Mintlify base URL must be only an address: no user name, password, query or fragment.")
            }
        }
    }

    /// As requests use it, such as `https://api.mintlify.com`.
    package var description: String { address.description }

    /// Host, and port where it is not the usual one: for sentences.
    package var hostAndPort: String { address.hostAndPort }

    /// Whether the key would cross a network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { address.isPlaintextRemote }

    /// The address of a path below it, which begins with one slash; nil where the two make no address of this server.
    func url(_ path: String) -> URL? { address.url(path) }
}
