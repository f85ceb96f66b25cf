package import MintDomain

/// The connection to a service.
package struct Connection: Sendable {
    package internal(set) var link = LinkState.connecting
    package internal(set) var clock = ServerClock()
    /// Whether the store delivered the rows of the service yet.
    package internal(set) var hasRead = false
}
