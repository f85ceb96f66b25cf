package import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore

/// The embedded Mint: both services of contract/README.md on the loopback interface of this machine.
///
/// It has no timers: an idle server does not wake the process. Nothing is written to stdout or stderr.
package struct LocalMint: Sendable {
    /// Where the operations are kept.
    package enum Storage: Sendable, Hashable {
        /// Gone when the server ends.
        case inMemory
        /// A directory of its own; made with mode 0700 where it is missing. Several servers can share one.
        case directory(String)
    }

    /// How many operations fail by themselves, besides those whose prompt contains `[fail]`.
    package enum FailureShare: Sendable, Hashable {
        case never
        /// One of so many, chosen by the id of the operation; at least 2.
        case oneIn(Int)
    }

    /// What happens to a start that the account cannot pay.
    package enum Billing: Sendable, Hashable {
        /// It is accepted and waits as `billing_required`.
        case wait
        /// It is refused with 402.
        case refuse
    }

    package struct Configuration: Sendable {
        /// 0 takes any free one.
        package var port: Int
        /// The address to listen on; one that other machines can reach takes `allowsRemote` and an `apiKey` as well.
        package var host = "127.0.0.1"
        /// Whether other machines may be let in.
        package var allowsRemote = false
        /// Names besides addresses and `localhost` that requests may be addressed to, such as `mint.example`.
        package var allowedHosts: Set<String> = []
        package var storage: Storage
        /// How many times faster than in life operations go; above 0. Applies to operations started from now on.
        package var speed: Double
        /// Nil makes a key at the first start and keeps it with the data.
        package var apiKey: String?
        /// Whether an empty database is filled with example operations, Worlds and Models.
        package var seeded: Bool
        /// What plays first; `PUT /_local/scenario` changes it while the server runs.
        package var scenario = ScenarioName.steady
        package var failures: FailureShare
        /// For each key; at least 1.
        package var requestsPerMinute: Int
        /// Makes ids, generated keys and faults repeatable; nil draws them from the system.
        package var randomSeed: UInt64?
        /// What happens to a start that the account cannot pay.
        package var billing = Billing.wait
        /// Whether changes without an Idempotency-Key are accepted.
        package var isLenient = false
        /// Links to files are good for one to two times as long, in seconds; above 0.
        package var linkSeconds = 3_600
        /// Signs the links to files; nil takes the one that is kept with the data.
        var linkSecret: [UInt8]?
        /// Gets faults of the server, without anything callers sent.
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

    /// Where a running server is, and what opens it.
    package struct ServerAddress: Sendable, Hashable {
        /// `http://<host>:<port>`, without a slash at the end.
        package var url: String
        package var apiKey: String
        /// The admin key of the documentation agent; opens nothing under `/v1`.
        package var mintlifyApiKey: String
        /// The only project the documentation agent has here.
        package var mintlifyProjectID: String
        /// Whether the database was made by this start.
        package var isFirstStart: Bool
        /// The example operations made to be watched, newest first; the API has no list of operations.
        package var seededOperationIDs: [String]
        /// The example jobs of the documentation agent, newest first; its API has no list either.
        package var seededJobIDs: [String]
    }

    private let configuration: Configuration
    private let now: @Sendable () -> Date
    private let sleep: (@Sendable (Duration) async throws -> Void)?

    /// - Parameters:
    ///   - configuration: fixed for the life of the server
    ///   - now: the wall clock
    ///   - sleep: waits as long as a scenario delays an answer; nil waits on the event loop of the connection
    package init(
        _ configuration: Configuration, now: @escaping @Sendable () -> Date,
        sleep: (@Sendable (Duration) async throws -> Void)? = nil
    ) {
        self.configuration = configuration
        self.now = now
        self.sleep = sleep
    }

    /// Serves until the task is cancelled; when it returns, the port is closed. Run it once.
    ///
    /// - Parameter onReady: called once, when the port answers; the server runs on meanwhile
    /// - Throws: `LocalMintError`
    package func run(onReady: @escaping @Sendable (ServerAddress) async -> Void) async throws {
        try Self.checkReach(configuration)
        let assembly = try await Assembly(configuration, now: now)
        let (ready, report) = AsyncStream<ServerAddress>.makeStream()
        let server = server(assembly) { report.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            // Beside the server and not inside its start: whoever is told may call the server at once.
            group.addTask { for await address in ready { await onReady(address) } }
            defer { report.finish() }
            do {
                try await server.run()
            } catch let error as IOError {
                throw LocalMintError.portUnavailable(
                    host: configuration.host, port: configuration.port, reason: error.description)
            }
        }
    }

    /// Hummingbird's `Application` is left out on purpose: it renews a cached date every second, for ever.
    private func server(
        _ assembly: Assembly, onReady: @escaping @Sendable (ServerAddress) -> Void
    ) -> Server<HTTP1Channel> {
        let front = Pending<ScenarioFront>()
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: Limits.headerFieldBytes, maxHeaderListSize: Limits.headerBytes,
            maxHeaderFieldCount: Limits.headerCount)
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                try await front.value().serve(request, writer, over: channel)
            },
            configuration: .init(
                idleTimeout: .seconds(Int64(Limits.idleSeconds)), httpDecoderConfiguration: limits))
        return Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in
                let url = HostName.origin(configuration.host, port: channel.localAddress?.port ?? 0)
                front.fulfil(assembly.front(origin: url, sleep: sleep))
                onReady(assembly.address(url: url))
            },
            eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup, logger: configuration.logger)
    }

    /// A server that other machines can reach must be asked for, and must not be opened by a key that it made itself.
    private static func checkReach(_ configuration: Configuration) throws(LocalMintError) {
        guard !HostName.isLoopback(configuration.host) else { return }
        guard configuration.allowsRemote, let key = configuration.apiKey, !key.isEmpty else {
            throw .unsafeAddress(host: configuration.host)
        }
    }
}
