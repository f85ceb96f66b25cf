import CommandOutput
import Foundation
import LocalMint
import StateFiles

/// The user's embedded Mint server, which runs for the duration of a body.
struct EmbeddedServer: Sendable {
    let folder: String
    let now: @Sendable () -> Date
    /// Whether the server keeps its data in memory if the folder is unusable, instead of failing.
    var mayForget = false

    /// Runs the server, calls the body with its address, and stops the server when the body returns or throws.
    ///
    /// Reuses the previous port if it is free, so that links stay valid over a restart.
    /// - Throws: `CommandFailure` if the server cannot run; otherwise what the body throws.
    func whileRunning<Value: Sendable>(
        _ body: @escaping @Sendable (LocalMint.ServerAddress) async throws -> Value
    ) async throws -> Value {
        do {
            return try await run(port: lastPort, body)
        } catch LocalMintError.portUnavailable {
            return try await run(port: 0, body)
        } catch LocalMintError.storageUnavailable where mayForget {
            return try await run(port: 0, storage: .inMemory, body)
        }
    }

    private func run<Value: Sendable>(
        port: Int, storage: LocalMint.Storage? = nil,
        _ body: @escaping @Sendable (LocalMint.ServerAddress) async throws -> Value
    ) async throws -> Value {
        let configuration = LocalMint.Configuration(port: port, storage: storage ?? .directory(folder))
        let server = LocalMint(configuration, now: now)
        let (addresses, ready) = AsyncStream.makeStream(of: LocalMint.ServerAddress.self)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run { ready.yield($0) }
                return nil
            }
            group.addTask {
                for await address in addresses {
                    remember(address)
                    return try await body(address)
                }
                return nil
            }
            defer { group.cancelAll() }
            // The server ends only by an error or after the body.
            while let result = try await group.next() {
                if let value = result { return value }
            }
            throw CommandFailure("The local Mint ended unexpectedly.", .unavailable)
        }
    }

    private var portFile: String { folder + "/port" }

    /// The previous port; 0 (any port) if there is none.
    private var lastPort: Int {
        // `try?`: if the file is missing or broken, any port will do.
        let text = try? String(contentsOfFile: portFile, encoding: .utf8)
        return text.flatMap { UInt16($0) }.map(Int.init) ?? 0
    }

    private func remember(_ address: LocalMint.ServerAddress) {
        guard let port = URL(string: address.url)?.port else { return }
        // `try?`: without the file the next start uses another port, and mintop reads expired links again.
        try? PrivateFile(portFile).replace(with: "\(port)")
    }
}
