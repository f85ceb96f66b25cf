import Foundation
import HTTPTransport
package import MintDomain

/// Where a Mint server is: an http or https address, with or without a path before `/v1`.
package struct MintBaseURL: Sendable, Hashable, CustomStringConvertible {
    private let address: ServerAddress

    /// Takes an address with or without a slash, or `/v1`, at its end.
    ///
    /// - Throws: `InvalidInput` for another scheme, a missing host, a user name or password, a query or a fragment. The
    ///   sentence does not repeat the text, which may hold a password.
    package init(_ text: String) throws(InvalidInput) {
        do throws(ServerAddress.Fault) {
            address = try ServerAddress(text, version: "/v1")
        } catch {
            switch error {
            case .noAddress:
                throw InvalidInput("The base URL must be an http or https address, such as https://api.mint.gg.")
            case .moreThanAnAddress:
                throw InvalidInput("The base URL must be only an address: no user name, password, query or fragment.")
            }
        }
    }

    /// As requests use it, such as `https://api.mint.gg`.
    package var description: String { address.description }

    /// Host, and port where it is not the usual one: for sentences.
    package var hostAndPort: String { address.hostAndPort }

    /// Whether the key would cross a network unencrypted: plain http to another machine.
    package var isPlaintextRemote: Bool { address.isPlaintextRemote }

    /// The address of a path below it.
    ///
    /// - Parameters:
    ///   - path: begins with a slash, percent-encoded already, as it goes into the request line.
    ///   - query: names and values as they are meant; encoded here.
    /// - Returns: nil where the path does not begin with one slash or makes no address.
    func url(_ path: String, query: [(name: String, value: String)] = []) -> URL? {
        let pairs = query.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
        return address.url(path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")))
    }

    /// The address that a `Location` names, taken relative to this one; nil where it is not on this server.
    func resolve(_ location: String) -> URL? { address.resolve(location) }
}
