import Foundation
import LocalMint
import Testing
import Wire

@Suite struct LocalMintTests {
    private func directory() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
    }

    @Test func aRestartGoesOnWhereItWas() async throws {
        let path = directory()
        let clock = WallClock()
        let first = try await TestMint.run(clock: clock, { $0.storage = .directory(path) }) { mint in
            (address: mint.address, operation: try await mint.start().json())
        }
        clock.advance(by: 60)
        try await TestMint.run(clock: clock, { $0.storage = .directory(path) }) { mint in
            #expect(first.address.isFirstStart && !mint.address.isFirstStart)
            #expect(mint.address.apiKey == first.address.apiKey)
            let id = try #require(first.operation["id"]?.string)
            let now = try await mint.operation(id)
            #expect(now["status"] == .string("preview_ready"))
            #expect(now["createdAt"] == first.operation["createdAt"])
            // Links use the current port.
            #expect(now["mintUrl"]?.string?.hasPrefix(mint.address.url) == true)
            #expect(try await mint.start().headers["location"] == "/v1/operations/\(id)")
        }
    }

    @Test func onlyAFirstStartIsSeeded() async throws {
        let path = directory()
        let clock = WallClock()
        var ids: [[String]] = []
        for _ in 0..<2 {
            let seeded = try await TestMint.run(clock: clock, { ($0.storage, $0.seeded) = (.directory(path), true) }) {
                mint in
                let list = try await mint.client.get("/v1/worlds?limit=100").json()
                #expect(list["data"]?.array?.count == 24)
                for id in mint.address.seededOperationIDs { #expect(try await mint.status(id) != nil) }
                return mint.address.seededOperationIDs
            }
            ids.append(seeded)
        }
        #expect(ids[0].count == 14 && ids[0] == ids[1])
    }

    @Test func whenItReturnsThePortIsClosed() async throws {
        let client = try await TestMint.run { mint in
            let health = try await mint.client.get("/v1/health")
            #expect(health.status == 200)
            return mint.client
        }
        await #expect(throws: (any Error).self) { try await client.get("/v1/health") }
    }

    @Test func anIdleConnectionDoesNotHoldItUp() async throws {
        let (opened, report) = AsyncStream<Void>.makeStream()
        let connection = try await TestMint.run { mint in
            let client = mint.client
            let connection = Task {
                // Without `Connection: close` the connection stays open after the response.
                try await client.exchange(Array("GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)) {
                    report.yield()
                }
            }
            for await _ in opened { break }
            return connection
        }
        // The server ended with the connection open, and closed it.
        #expect(try await connection.value.starts(with: Array("HTTP/1.1 200".utf8)))
    }

    /// A connection that was accepted but not handled ended the process.
    @Test func connectionsThatArriveWhileTheServerEndsDoNoHarm() async throws {
        for _ in 0..<30 {
            try await TestMint.run { mint in
                let client = mint.client
                for _ in 0..<12 {
                    // `try?`: the server may be gone.
                    Task { _ = try? await client.get("/v1/health") }
                }
            }
        }
    }

    @Test func aTakenPortIsNamed() async throws {
        try await TestMint.run { mint in
            let taken = mint.client.port
            let clock = mint.clock
            let other = LocalMint(.init(port: taken, storage: .inMemory), now: { clock.now })
            let error = await #expect(throws: LocalMintError.self) {
                try await other.run { _ in Issue.record("two servers on one port") }
            }
            #expect(error.map { "\($0)".contains("127.0.0.1:\(taken)") } == true)
        }
    }

    @Test func whoeverIsToldThatItIsReadyMayCallIt() async throws {
        let clock = WallClock()
        let mint = LocalMint(.init(storage: .inMemory, apiKey: "my-key", seeded: false), now: { clock.now })
        let (statuses, report) = AsyncStream<Int>.makeStream()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await mint.run { address in
                    let port = Int(address.url.split(separator: ":").last ?? "") ?? 0
                    do {
                        let answer = try await TestHTTPClient(port: port, key: "my-key").get("/v1/me")
                        report.yield(answer.status)
                    } catch {
                        report.yield(-1)
                    }
                }
            }
            for await status in statuses {
                #expect(status == 200)
                break
            }
            group.cancelAll()
        }
    }

    @Test func speedShortensTheWork() async throws {
        try await TestMint.run({ $0.speed = 100 }) { mint in
            let id = try #require(try await mint.start(mode: "auto").json()["id"]?.string)
            mint.clock.advance(by: 2)
            #expect(try await mint.status(id) == "succeeded")
        }
    }

    @Test func aSeedRepeatsIdsAndNoKey() async throws {
        func address() async throws -> LocalMint.ServerAddress {
            try await TestMint.run({ ($0.seeded, $0.randomSeed) = (true, 9) }) { $0.address }
        }
        let (first, second) = (try await address(), try await address())
        #expect(first.seededOperationIDs == second.seededOperationIDs)
        #expect(first.mintlifyProjectID == second.mintlifyProjectID)
        #expect(first.apiKey != second.apiKey && first.mintlifyApiKey != second.mintlifyApiKey)
    }
}
