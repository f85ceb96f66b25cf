import Foundation
import LocalMint
import Testing
import Wire

@Suite struct ResourceRoutesTests {
    @Test func pagingMeetsEveryModelOnceWhileNewOnesArrive() async throws {
        try await TestMint.run({ $0.seeded = true }) { mint in
            let all = try await mint.client.get("/v1/models?limit=100").json()["data"]?.array?.compactMap {
                $0["id"]?.string
            }
            var seen: [String] = []
            var cursor: String?
            var pages = 0
            repeat {
                let query = "/v1/models?limit=7" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await mint.client.get(query).json()
                seen += page["data"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = page["pagination"]?["nextCursor"]?.string
                #expect(page["pagination"]?["hasMore"] == .bool(cursor != nil))
                _ = try await mint.start(key: "page \(pages)")
                pages += 1
            } while cursor != nil && pages < 30
            #expect(seen == all)
            #expect(pages == 6)
        }
    }

    @Test func theNewestIsFirstAndReadsAloneAsInTheList() async throws {
        try await TestMint.run({ $0.seeded = true }) { mint in
            let started = try await mint.start().json()
            let first = try await mint.client.get("/v1/models?limit=1").json()["data"]?.array?.first
            let id = try #require(first?["id"]?.string)
            #expect(id == started["resource"]?["id"]?.string)
            #expect(try await mint.client.get("/v1/models/\(id)").json() == first)
            #expect(try await mint.client.get("/v1/worlds/\(id)").status == 404)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=101", "limit=-1", "limit=abc", "limit=", "limit=1e1", "limit=99999999999999999999",
        "cursor=abc", "cursor=",
        "cursor=%00",
    ])
    func badQueriesAreRefused(query: String) async throws {
        try await TestMint.run { mint in
            let answer = try await mint.client.get("/v1/worlds?\(query)")
            #expect(answer.status == 400)
            #expect(try answer.problem == "validation")
            #expect(try answer.json()["errors"]?.array?.first?["path"]?.string == String(query.prefix { $0 != "=" }))
        }
    }

    @Test func anEmptyListIsOnePage() async throws {
        try await TestMint.run { mint in
            let page = try await mint.client.get("/v1/worlds").json()
            #expect(page["data"] == .array([]))
            #expect(page.object?["pagination"] == .object(["hasMore": .bool(false), "nextCursor": .null]))
        }
    }
}
