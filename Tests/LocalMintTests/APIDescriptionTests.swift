import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct APIDescriptionTests {
    private static func description(_ mint: TestMint) async throws -> JSONValue {
        try await mint.client.get("/openapi.json", headers: [:]).json()
    }

    @Test func everyPathItListsIsServedAndNoOther() async throws {
        try await TestMint.run { mint in
            let paths = try #require(try await Self.description(mint)["paths"]?.object)
            #expect(paths.count == 30)
            for (path, methods) in paths {
                let example = path.replacing(#/\{\w+\}/#, with: "x1")
                for method in ["GET", "POST", "PUT", "DELETE"] {
                    let headers = [
                        "Authorization": "Bearer \(mint.client.key)", "Content-Type": "application/json",
                        "Idempotency-Key": "k",
                    ]
                    let answer = try await mint.client.send(method, example, headers: headers, body: [])
                    let isListed = methods[method.lowercased()] != nil
                    #expect((answer.status != 405) == isListed, "\(method) \(path)")
                    let code = try answer.json()["errors"]?.array?.first?["code"]
                    #expect(code != .string("unknown_path"), "\(method) \(path)")
                }
            }
        }
    }

    @Test func everyNamedSchemaIsThere() async throws {
        try await TestMint.run { mint in
            let description = try await Self.description(mint)
            let schemas = try #require(description["components"]?["schemas"]?.object)
            let named = Self.references(description)
            #expect(named.count > 20)
            for name in named {
                let word = try #require(name.split(separator: "/").last.map(String.init))
                #expect(schemas[word] != nil, "\(name)")
            }
        }
    }

    @Test func operationIdsAreUnique() async throws {
        try await TestMint.run { mint in
            let paths = try #require(try await Self.description(mint)["paths"]?.object)
            let ids = paths.values.flatMap { ($0.object ?? [:]).values.compactMap { $0["operationId"]?.string } }
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test(arguments: [true, false])
    func aLenientServerAsksForNoKey(isLenient: Bool) async throws {
        try await TestMint.run({ $0.isLenient = isLenient }) { mint in
            let start = try await Self.description(mint)["paths"]?["/v1/models:generate"]?["post"]
            let key = start?["parameters"]?.array?.first { $0["name"] == .string("Idempotency-Key") }
            #expect(key?["required"] == .bool(!isLenient))
        }
    }

    private static func references(_ value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: Set()) { found, member in
                if member.key == "$ref", let name = member.value.string { found.insert(name) }
                found.formUnion(references(member.value))
            }
        case .array(let list): list.reduce(into: Set()) { $0.formUnion(references($1)) }
        default: []
        }
    }
}
