package import Foundation

/// Who may be asked for a file.
package struct FileAccess: Sendable {
    /// Throws where an address must not be asked; called for the first one and for each redirect. Says otherwise whether
    /// the host may have any address behind its name.
    package var check: @Sendable (URL) throws -> HostTrust
    /// Whether a connection may go to this IP address, as a socket prints it; asked for hosts that are not trusted.
    package var allowsAddress: @Sendable (String) -> Bool
    /// What is thrown where it may not: gets the host and the address.
    package var refusal: @Sendable (_ host: String, _ address: String) -> any Error

    package init(
        check: @escaping @Sendable (URL) throws -> HostTrust, allowsAddress: @escaping @Sendable (String) -> Bool,
        refusal: @escaping @Sendable (_ host: String, _ address: String) -> any Error
    ) {
        self.check = check
        self.allowsAddress = allowsAddress
        self.refusal = refusal
    }

    /// Whether the address behind a host's name matters.
    package enum HostTrust: Sendable, Hashable {
        /// The user named this host.
        case anyAddress
        /// The server named it: what its name leads to is checked when the connection stands, before anything is sent.
        case checkedAddress
    }
}

/// Reads files from servers that get no key.
package protocol FileTransport: Sendable {
    /// Sends the request and hands on what comes.
    ///
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - head: is told of the answer first; returns whether the body is wanted.
    ///   - piece: gets the body in order, piece by piece; nothing is read ahead of it but a little.
    /// - Throws: `TransportFailure`; what `head`, `piece` or the rules of access threw; `CancellationError` where the
    ///   calling task was cancelled.
    func read(
        _ request: FileRequest, head: @Sendable @escaping (FileHead) throws -> Bool,
        piece: @Sendable @escaping (UnsafeRawBufferPointer) throws -> Void) async throws
}
