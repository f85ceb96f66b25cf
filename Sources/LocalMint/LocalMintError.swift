/// The reason why the local server cannot run.
package enum LocalMintError: Error, Equatable, CustomStringConvertible {
    case storageUnavailable(reason: String)
    /// Listening on the port failed, usually because another program uses it.
    case portUnavailable(host: String, port: Int, reason: String)
    /// Other machines could reach the address without permission or without a key of the user.
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
