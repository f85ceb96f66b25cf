import Foundation
import LocalMint
import Testing
import Wire

@Suite struct BillingTests {
    private static func spendAlmostEverything(_ mint: TestMint) async throws {
        for number in 0..<5 {
            _ = try await mint.start("worlds", ["generationPreset": .string("production")], key: "k\(number)")
        }
    }

    @Test func anEmptyPurseRefusesWhereThatIsAskedFor() async throws {
        try await TestMint.run({ $0.billing = .refuse }) { mint in
            try await Self.spendAlmostEverything(mint)
            let fields: [String: JSONValue] = ["generationPreset": .string("production")]
            let refused = try await mint.start("worlds", fields, key: "again")
            #expect(refused.status == 402)
            #expect(try refused.problem == "insufficient-credits")
            #expect(try refused.json()["errors"]?.array?.first?["message"]?.string?.contains("2100") == true)
            // Paid, the same request with the same key starts.
            _ = try await mint.client.send("POST", "/app/billing", headers: [:])
            #expect(try await mint.start("worlds", fields, key: "again").status == 202)
            #expect(try await mint.client.get("/v1/worlds").json()["data"]?.array?.count == 6)
        }
    }

    @Test func aPackThatWaitsForPaymentGoesOnWithItsModels() async throws {
        try await TestMint.run { mint in
            try await Self.spendAlmostEverything(mint)
            let body: JSONValue = .object(["prompt": .string("Chairs"), "itemCount": .integer(4)])
            let started = try await mint.client.post("/v1/asset-packs:generate", body, key: "p").json()
            let (operation, pack) = (
                try #require(started["id"]?.string), try #require(started["resource"]?["id"]?.string)
            )
            mint.clock.advance(by: 500)
            #expect(try await mint.status(operation) == "billing_required")
            _ = try await mint.client.post("/v1/operations/\(operation):resume", nil, key: "r")
            mint.clock.advance(by: 500)
            #expect(try await mint.status(operation) == "succeeded")
            let items = try await mint.client.get("/v1/asset-packs/\(pack)").json()["items"]?.array ?? []
            #expect(items.allSatisfy { $0["status"] == .string("succeeded") })
        }
    }

    @Test func withoutAKeyALenientServerStartsEachTime() async throws {
        try await TestMint.run({ $0.isLenient = true }) { mint in
            let body: JSONValue = .object(["prompt": .string("a")])
            let first = try await mint.client.post("/v1/models:generate", body, key: nil)
            let second = try await mint.client.post("/v1/models:generate", body, key: nil)
            #expect(first.status == 202 && second.status == 202)
            #expect(try first.json()["id"] != second.json()["id"])
            // A key in a request must be valid even if it is optional.
            let kept = try await mint.client.post("/v1/models:generate", body, key: "k").json()["id"]
            #expect(try await mint.client.post("/v1/models:generate", body, key: "k").json()["id"] == kept)
            let long = String(repeating: "k", count: 256)
            #expect(try await mint.client.post("/v1/models:generate", body, key: long).status == 400)
        }
    }
}
