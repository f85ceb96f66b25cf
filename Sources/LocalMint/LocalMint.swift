package import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore

/// The embedded server: both services on the loopback interface.
///
/// It has no timers: an idle server does not wake the process. Nothing is written to stdout or stderr.
package struct LocalMint: Sendable {
    package enum Storage: Sendable, Hashable {
        /// Lost when the server ends.
        case inMemory
        /// A separate directory; created with mode 0700 if missing. Several servers can share one.
        case directory(String)
    }

    /// The share of operations that fail, besides those whose prompt contains `[fail]`.
    package enum FailureShare: Sendable, Hashable {
        case never
        /// A failure of one in this many, chosen by the operation id; at least 2.
        case oneIn(Int)
    }

    /// The handling of a start that exceeds the account's Credits.
    package enum Billing: Sendable, Hashable {
        /// Accepted; waits as `billing_required`.
        case wait
        /// Rejected with 402.
        case refuse
    }

    package struct Configuration: Sendable {
        /// The port; 0 for any free one.
        package var port: Int
        /// The address to listen on; one reachable from other machines also needs `allowsRemote` and an `apiKey`.
        package var host = "127.0.0.1"
        package var allowsRemote = false
        /// The allowed host names besides addresses and `localhost`, such as `mint.example`.
        package var allowedHosts: Set<String> = []
        package var storage: Storage
        /// The speed multiplier for operations started from now on; above 0.
        package var speed: Double
        /// Nil generates a key at the first start and stores it with the data.
        package var apiKey: String?
        /// Whether an empty database is filled with example operations, Worlds and Models.
        package var seeded: Bool
        /// The first scenario; `PUT /_local/scenario` changes it on a running server.
        package var scenario = ScenarioName.steady
        package var failures: FailureShare
        /// The limit for each key; at least 1.
        package var requestsPerMinute: Int
        /// Makes ids, content and faults repeatable, but not the key; nil uses the system's randomness.
        package var randomSeed: UInt64?
        package var billing = Billing.wait
        /// Whether the Idempotency-Key of changes is optional.
        package var isLenient = false
        /// The lifetime of file links in seconds, above 0; a link is valid for one to two lifetimes.
        package var linkSeconds = 3_600
        /// The maximum number of served connections; nil for the descriptor limit, at most 128.
        var connectionCap: CappedChannel.Cap?
        /// Signs file links; nil uses the secret stored with the data.
        var linkSecret: [UInt8]?
        /// Receives faults of the server, without input from callers.
        package var logger: Logger

        package init(
            port: Int = 0, storage: Storage, speed: Double = 1, apiKey: String? = nil, seeded: Bool = true,
            failures: FailureShare = .oneIn(12), requestsPerMinute: Int = 600, randomSeed: UInt64? = nil,
            logger: Logger = Logger(label: "mintop.local-mint") { _ in SwiftLogNoOpLogHandler() }
        ) {
            self.port = port
            self.storage = storage
            self.speed = speed
            self.apiKey = apiKey
            self.seeded = seeded
            self.failures = failures
            self.requestsPerMinute = requestsPerMinute
            self.randomSeed = randomSeed
            self.logger = logger
        }
    }

    package struct ServerAddress: Sendable, Hashable {
        /// `http://<host>:<port>`, without a trailing slash.
        package var url: String
        package var apiKey: String
        /// The admin key of the documentation agent; not valid under `/v1`.
        package var mintlifyApiKey: String
        /// The only project of the documentation agent.
        package var mintlifyProjectID: String
        /// Whether this start created the database.
        package var isFirstStart: Bool
        /// Whether other users can read the data because the file system does not support modes.
        package var isReadableByOthers: Bool
        /// The example operations for demonstration, newest first; the API has no list of operations.
        package var seededOperationIDs: [String]
        /// The example jobs of the documentation agent, newest first; its API has no list either.
        package var seededJobIDs: [String]
    }

    private let configuration: Configuration
    private let now: @Sendable () -> Date
    private let sleep: (@Sendable (Duration) async throws -> Void)?

    /// Creates a server. `sleep` waits for the delays of a scenario; nil waits on the event loop of the connection.
    package init(
        _ configuration: Configuration, now: @escaping @Sendable () -> Date,
        sleep: (@Sendable (Duration) async throws -> Void)? = nil
    ) {
        self.configuration = configuration
        self.now = now
        self.sleep = sleep
    }

    /// Serves until the task is canceled; the port is closed when it returns. Run it once.
    ///
    /// `onReady` is called once, when the server accepts requests.
    ///
    /// - Throws: `LocalMintError`
    package func run(onReady: @escaping @Sendable (ServerAddress) async -> Void) async throws {
        try Self.checkReach(configuration)
        let assembly = try await Assembly(configuration, now: now)
        let (ready, report) = AsyncStream<ServerAddress>.makeStream()
        let front = EventLoopGroupProvider.singleton.eventLoopGroup.any().makePromise(of: ScenarioFront.self)
        defer { front.fail(CancellationError()) }
        let server = server(assembly, front) { report.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Concurrent with the server rather than part of its start: the callback may call the server at once.
            group.addTask { for await address in ready { await onReady(address) } }
            defer { report.finish() }
            do {
                try await serve(server)
            } catch let error as IOError {
                throw LocalMintError.portUnavailable(
                    host: configuration.host, port: configuration.port, reason: error.description)
            }
        }
    }

    /// Serves until the task is canceled. Then the port is closed before the connections: a connection that is accepted
    /// while nothing handles it ends the process (a failed precondition of NIO's `NIOAsyncWriter`).
    private func serve(_ server: Server<CappedChannel>) async throws {
        let serving = Task { try await server.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task {
                async let closing: Void = server.shutdownGracefully()
                // `try?`: it fails only by cancellation, and nothing cancels this task.
                try? await Task.sleep(for: Self.closingTime)
                serving.cancel()
                // `try?`: a server that cannot be closed has ended already.
                try? await closing
            }
        }
    }

    /// The time for open connections to finish after the port is closed.
    private static let closingTime = Duration.milliseconds(200)

    /// Does not use Hummingbird's `Application`, which renews a cached date every second.
    private func server(
        _ assembly: Assembly, _ front: EventLoopPromise<ScenarioFront>,
        onReady: @escaping @Sendable (ServerAddress) -> Void
    ) -> Server<CappedChannel> {
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Limits.headerFieldBytes, maxHeaderListSize: Limits.headerBytes,
            maxHeaderFieldCount: Limits.headerCount)
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                try await front.futureResult.get().serve(request, writer, over: channel)
            },
            configuration: .init(
                idleTimeout: .seconds(Int64(Limits.idleSeconds)), httpDecoderConfiguration: limits))
        let cap = configuration.connectionCap ?? .current
        return Server(
            childChannelSetup: CappedChannel(channel, cap: cap),
            configuration: ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    cap.accepted, logger: configuration.logger)),
            onServerRunning: { channel in
                let url = HostName.origin(configuration.host, port: channel.localAddress?.port ?? 0)
                front.succeed(assembly.front(origin: url, sleep: sleep))
                onReady(assembly.address(url: url))
            },
            eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup, logger: configuration.logger)
    }

    /// A server reachable from other machines must be requested explicitly and must not use a generated key.
    private static func checkReach(_ configuration: Configuration) throws(LocalMintError) {
        guard !HostName.isLoopback(configuration.host) else { return }
        guard configuration.allowsRemote, let key = configuration.apiKey, !key.isEmpty else {
            throw .unsafeAddress(host: configuration.host)
        }
    }
}
