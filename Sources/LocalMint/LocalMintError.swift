/// Why the local Mint could not run.
package enum LocalMintError: Error, Equatable, CustomStringConvertible {
    /// The data directory or the database in it cannot be used.
    case storageUnavailable(reason: String)
    /// Nothing could listen on the port, most often because something else does.
    case portUnavailable(port: Int, reason: String)

    package var description: String {
        switch self {
        case .storageUnavailable(let reason):
            "The local Mint cannot use its data directory: \(reason). Choose another one or run it in memory."
        case .portUnavailable(let port, let reason):
            "The local Mint cannot listen on 127.0.0.1:\(port): \(reason). Choose another port, or 0 for any free one."
        }
    }
}
