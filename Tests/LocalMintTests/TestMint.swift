import Foundation
import LocalMint
import Synchronization
import Wire

/// A test clock that moves only on demand.
final class WallClock: Sendable {
    private let date: Mutex<Date>
    private let pauses = Mutex<[Duration]>([])

    init(_ date: Date = Date(timeIntervalSince1970: 1_790_000_000)) {
        self.date = Mutex(date)
    }

    var now: Date { date.withLock { $0 } }

    func advance(by seconds: Double) { date.withLock { $0 += seconds } }

    /// Every wait that the server requested; none takes any time.
    var slept: [Duration] { pauses.withLock { $0 } }

    func sleep(_ duration: Duration) { pauses.withLock { $0.append(duration) } }
}

/// A running local server with a client.
struct TestMint: Sendable {
    let address: LocalMint.ServerAddress
    let clock: WallClock
    let client: TestHTTPClient

    /// Runs the body against a separate server on a free port, and ends the server afterward.
    ///
    /// The configuration before `change`: in memory, empty, without failures.
    static func run<Result: Sendable>(
        clock: WallClock = WallClock(), _ change: @Sendable (inout LocalMint.Configuration) -> Void = { _ in },
        _ body: @Sendable (TestMint) async throws -> Result
    ) async throws -> Result {
        var configuration = LocalMint.Configuration(storage: .inMemory, seeded: false, failures: .never)
        change(&configuration)
        let mint = LocalMint(configuration, now: { clock.now }, sleep: { clock.sleep($0) })
        let (ready, report) = AsyncStream<LocalMint.ServerAddress>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { report.finish() }
                try await mint.run { report.yield($0) }
            }
            defer { group.cancelAll() }
            for await address in ready {
                let port = Int(address.url.split(separator: ":").last ?? "") ?? 0
                let client = TestHTTPClient(port: port, key: address.apiKey)
                return try await body(TestMint(address: address, clock: clock, client: client))
            }
            try await group.waitForAll()
            throw CancellationError()
        }
    }

    // MARK: Shorthand

    func start(
        _ kind: String = "models", _ fields: [String: JSONValue] = [:], key: String = "key-1", mode: String = "review"
    ) async throws -> TestHTTPClient.Answer {
        var body: [String: JSONValue] = ["prompt": .string("A brass lamp"), "generationMode": .string(mode)]
        body.merge(fields) { $1 }
        return try await client.post("/v1/\(kind):generate", .object(body), key: key)
    }

    func operation(_ id: String) async throws -> JSONValue { try await client.get("/v1/operations/\(id)").json() }

    func status(_ id: String) async throws -> String? { try await operation(id)["status"]?.string }
}
