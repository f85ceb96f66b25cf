/// Why the local Mint could not run.
package enum LocalMintError: Error, Equatable, CustomStringConvertible {
    /// The data directory or the database in it cannot be used.
    case storageUnavailable(reason: String)
    /// Nothing could listen on the port, most often because something else does.
    case portUnavailable(host: String, port: Int, reason: String)
    /// Other machines could reach the address, and that was not allowed or there is no key of the user's.
    case unsafeAddress(host: String)

    package var description: String {
        switch self {
        case .storageUnavailable(let reason):
            "The local Mint cannot use its data directory: \(reason). Choose another one or run it in memory."
        case .portUnavailable(let host, let port, let reason):
            "The local Mint cannot listen on \(host):\(port): \(reason). Choose another port, or 0 for any free one."
        case .unsafeAddress(let host):
            "Other machines can reach \(host): listening there takes --allow-remote and a key of your own."
        }
    }
}
