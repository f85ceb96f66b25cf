import Foundation
import LocalMint

/// The embedded Mint of this user, for as long as something needs it.
struct EmbeddedServer: Sendable {
    let folder: String
    /// Whether it serves from memory where the folder cannot be used, which somebody says then, instead of failing.
    var mayForget = false

    /// Runs the server, and the body as soon as it answers; ends the server when the body ends, however it ends.
    ///
    /// The port of the last time is taken again where it is free, so that links stay good over a restart.
    /// - Throws: `CommandFailure` where the server cannot run, else what the body throws.
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
        let server = LocalMint(configuration, now: { Date() })
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

    /// The port of the last time; 0 for any where there was none.
    private var lastPort: Int {
        // `try?`: a file that is missing or broken means any port will do.
        let text = try? String(contentsOfFile: portFile, encoding: .utf8)
        return text.flatMap { UInt16($0) }.map(Int.init) ?? 0
    }

    private func remember(_ address: LocalMint.ServerAddress) {
        guard let port = URL(string: address.url)?.port else { return }
        // `try?`: without the file the next start takes another port, and old links are read again.
        try? "\(port)".write(toFile: portFile, atomically: true, encoding: .utf8)
    }
}
