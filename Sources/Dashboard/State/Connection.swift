package import MintDomain

/// The connection to a service.
package struct Connection: Sendable {
    package var link = LinkState.connecting
    package var clock = ServerClock()
    /// Whether the store delivered the rows of the service yet.
    package var hasRead = false
}
