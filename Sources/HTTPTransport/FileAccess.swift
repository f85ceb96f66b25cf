package import Foundation

/// The access rules for file hosts.
package struct FileAccess: Sendable {
    /// Throws if a URL is not allowed, otherwise returns the trust in its host. Called for the first URL and each
    /// redirect.
    package var check: @Sendable (URL) throws -> HostTrust
    /// Whether a connection to this numeric IP address is allowed; called for hosts that are not trusted.
    package var allowsAddress: @Sendable (String) -> Bool
    /// The numeric addresses of a host; throws `NameResolution.UnknownName`.
    package var addresses: @Sendable (_ host: String) async throws -> [String]
    /// Makes the error to throw for a host and an address that is not allowed.
    package var refusal: @Sendable (_ host: String, _ address: String) -> any Error

    package init(
        check: @escaping @Sendable (URL) throws -> HostTrust, allowsAddress: @escaping @Sendable (String) -> Bool,
        addresses: @escaping @Sendable (_ host: String) async throws -> [String] = NameResolution.addresses,
        refusal: @escaping @Sendable (_ host: String, _ address: String) -> any Error
    ) {
        self.check = check
        self.allowsAddress = allowsAddress
        self.addresses = addresses
        self.refusal = refusal
    }

    /// Whether the address of a host needs a check.
    package enum HostTrust: Sendable, Hashable {
        /// The user chose this host, or a proxy resolves its name.
        case anyAddress
        /// The server named the host: its addresses are checked before a connection is made.
        case checkedAddress
    }
}

/// Reads files from servers that get no key.
package protocol FileTransport: Sendable {
    /// Sends the request, passes the head, and passes the body in order, piece by piece, with little read ahead. `head`
    /// returns whether to read the body.
    ///
    /// - Throws: `TransportFailure`; errors of `head`, `piece` or the access rules; `CancellationError`.
    func read(
        _ request: FileRequest, head: @Sendable @escaping (FileHead) throws -> Bool,
        piece: @Sendable @escaping (UnsafeRawBufferPointer) throws -> Void) async throws
}
