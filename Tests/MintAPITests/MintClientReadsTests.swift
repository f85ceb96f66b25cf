import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import ServiceClient
import Synchronization
import Testing
import TestTransport

@Suite struct MintClientReadsTests {
    @Test func requestCarriesTheKeyAndTheDeadline() async throws {
        let transport = ScriptedTransport([answer(200, "{}")])
        _ = try await client(transport).usage()
        let request = try #require(transport.requests.first)
        #expect(request.url.absoluteString == "https://api.mint.gg/v1/usage")
        #expect(request.headers["Authorization"] == "Bearer \(keyText)")
        #expect(request.method == .get)
        #expect(request.body == nil)
        #expect(request.deadline == .seconds(10))
        #expect(request.retries == .byRules)
    }

    @Test func pollIsNeverRetriedBelowThePoller() async throws {
        let transport = ScriptedTransport([answer(503, headers: ["Retry-After": "8"])])
        let client = try client(transport)
        let id = try #require(OperationID("op_1"))
        let failure = try await #require(throws: ReadFailure.self) { try await client.poll(id) }
        #expect(failure.retryAfter == .seconds(8))
        #expect(transport.requests.map(\.retries) == [.never])
        #expect(transport.requests.first?.url.path() == "/v1/operations/op_1")
    }

    @Test func theServersTimeIsToldWithOursAroundIt() async throws {
        let headers: HeaderFields = ["Date": "Sun, 06 Nov 1994 08:49:37 GMT"]
        let aged: HeaderFields = ["Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Age": "60"]
        let transport = ScriptedTransport([
            answer(200, "{}", headers: headers), answer(404, headers: headers), answer(200, "{}", headers: aged),
        ])
        let (sightings, sighted) = AsyncStream.makeStream(of: [Date].self)
        let moments = [10.0, 11, 20, 21, 30, 31].map { Date(timeIntervalSince1970: $0) }
        let reads = Mutex(moments[...])
        let client = MintClient(
            baseURL: try MintBaseURL("https://api.mint.gg"), key: try #require(APIKey(keyText)), transport: transport,
            now: { reads.withLock { $0.popFirst() } ?? .distantFuture },
            sawDate: { sighted.yield([$0, $1, $2]) })
        _ = try await client.usage()
        await #expect(throws: MintError.self) { try await client.usage() }
        _ = try await client.usage()
        sighted.finish()
        let server = Date(timeIntervalSince1970: 784_111_777)
        let seen = await sightings.reduce(into: [[Date]]()) { $0.append($1) }
        #expect(seen.first == [server, moments[0], moments[1]])
        #expect(seen.map(\.[0]) == [server, server])
    }

    @Test func cancellationOfAPollIsNoFailure() async throws {
        let client = try client(ScriptedTransport([.failure(CancellationError())]))
        let id = try #require(OperationID("op_1"))
        await #expect(throws: CancellationError.self) { try await client.poll(id) }
    }

    @Test func cancellationOfAReadHasItsOwnCase() async throws {
        let client = try client(ScriptedTransport([.failure(CancellationError())]))
        await #expect(throws: MintError.canceled) { try await client.me() }
    }

    @Test func healthNeedsNoBody() async throws {
        let transport = ScriptedTransport([answer(200, "ok")])
        try await client(transport).health()
        #expect(transport.requests.first?.url.path() == "/v1/health")
    }

    @Test func accountIsRead() async throws {
        let body = """
            {"owner": {"userId": "0xabc", "email": null},
             "authentication": {"type": "oauth", "scopes": ["mint:assets:read", 3]}}
            """
        let account = try await client(ScriptedTransport([answer(200, body)])).me()
        #expect(
            account
                == Account(userID: "0xabc", email: nil, authenticationType: "oauth", scopes: ["mint:assets:read"]))
    }

    @Test(arguments: [
        ("\"Pro\"", "Pro"), ("{\"name\": \"Pro\", \"status\": \"active\"}", "Pro"), ("{\"plan\": \"team\"}", "team"),
        ("{\"status\": \"active\"}", "active"), ("null", nil), ("7", nil), ("{}", nil),
    ])
    func usageIsRead(subscription: String, word: String?) async throws {
        let body = """
            {"object": "usage", "credits": {"totalAvailable": 12480}, "subscription": \(subscription),
             "apiUsage": {"creditsUsed": 37.5}}
            """
        let usage = try await client(ScriptedTransport([answer(200, body)])).usage()
        #expect(usage == Usage(availableCredits: 12480, usedCredits: 37.5, subscription: word))
    }

    @Test func brokenElementCostsOnlyItself() async throws {
        let body = """
            {"data": [{"object": "world", "id": "w1", "name": "Tide pools"}, {"id": 7}, null, {"id": "a b"}, "x",
                      {"id": "w2", "assets": {"panoUrl": "https://a/p.png", "caption": "c"},
                       "operation": {"workflowStage": "final", "lastError": null}}],
             "pagination": {"nextCursor": "c/2", "hasMore": true}}
            """
        let transport = ScriptedTransport([answer(200, body)])
        let page = try await client(transport).page(of: .world, limit: 500, cursor: "c&1")
        #expect(page.items.map(\.id.rawValue) == ["w1", "w2"])
        #expect(page.items.first?.name == "Tide pools")
        #expect(page.items.last?.kind == .world)
        #expect(page.items.last?.caption == "c")
        #expect(page.items.last?.workflowStage == "final")
        #expect(page.unreadableCount == 4)
        #expect(page.nextCursor == "c/2")
        #expect(
            transport.requests.first?.url.absoluteString
                == "https://api.mint.gg/v1/worlds?limit=100&cursor=c%261")
    }

    @Test(arguments: [
        "\"pagination\": {\"nextCursor\": \"c\", \"hasMore\": false}",
        "\"pagination\": {\"nextCursor\": null, \"hasMore\": true}", "\"pagination\": {\"hasMore\": true}",
        "\"pagination\": {\"nextCursor\": \"\"}", "\"pagination\": null", "\"pagination\": 3", "\"other\": 1",
    ])
    func listEndsInEitherOfItsWays(pagination: String) async throws {
        let page = try await client(ScriptedTransport([answer(200, "{\"data\": [], \(pagination)}")])).page(of: .model)
        #expect(page.nextCursor == nil)
        #expect(page.unreadableCount == 0)
    }

    @Test func cursorWithoutHasMoreGoesOn() async throws {
        let body = "{\"data\": [], \"pagination\": {\"nextCursor\": \"c\"}}"
        #expect(try await client(ScriptedTransport([answer(200, body)])).page(of: .model).nextCursor == "c")
    }

    @Test func listWithoutDataIsUnreadable() async throws {
        let client = try client(ScriptedTransport([answer(200, "{\"items\": []}")]))
        let expected = MintError.unreadable("The answer of api.mint.gg cannot be read: “data” is missing.")
        await #expect(throws: expected) { try await client.page(of: .world) }
    }

    @Test func resourceIsRead() async throws {
        let body = """
            {"object": "model", "id": "model_9", "name": null, "prompt": "A lamp", "status": "succeeded",
             "assetStage": "final", "mintUrl": "https://mint.gg/0xabc/model_9",
             "assets": {"glbUrl": "https://a/m.glb", "glbSizeBytes": 12}, "createdAt": "2023-11-07T05:31:56Z"}
            """
        let transport = ScriptedTransport([answer(200, body)])
        let resource = try await client(transport).resource(.model, try #require(ResourceID("model_9")))
        #expect(resource.prompt == "A lamp")
        #expect(resource.stage == "final")
        #expect(resource.assets == [Asset(name: "glb", url: "https://a/m.glb", byteCount: 12)])
        #expect(resource.createdAt != nil)
        #expect(transport.requests.first?.url.path() == "/v1/models/model_9")
    }

    @Test func clientNeverShowsItsKey() throws {
        let client = try client(ScriptedTransport([]))
        var dumped = ""
        dump(client, to: &dumped)
        let key = try #require(APIKey(keyText))
        var keyDump = ""
        dump(key, to: &keyDump)
        let texts = [
            dumped, String(describing: client), String(reflecting: client), keyDump, "\(key)", String(reflecting: key),
            String(describing: Optional(key)), String(describing: Mirror(reflecting: key).children.map { "\($0)" }),
        ]
        for text in texts { #expect(!text.contains(keyText)) }
    }

    @Test(arguments: ["", "  \n", "a b", "a\r\nX: y", "clé", "a\u{0}"])
    func impossibleKeyIsNone(text: String) {
        #expect(APIKey(text) == nil)
    }
}
