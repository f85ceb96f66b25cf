import Foundation
import SampleAssets
import Testing
import Wire

@testable import LocalMint

@Suite struct APIDescriptionTests {
    private static func description(_ mint: TestMint) async throws -> JSONValue {
        try await mint.client.get("/openapi.json", headers: [:]).json()
    }

    private static func file() throws -> JSONValue { try JSONValue(parsing: PackageResources.openapi_json) }

    @Test func everyRouteIsDescribedAndEveryDescribedRouteIsServed() async throws {
        let described = try #require(try Self.file()["paths"]?.object).filter { $0.key.hasPrefix("/v1/") }
        try await TestMint.run { mint in
            let served = try #require(try await Self.description(mint)["paths"]?.object)
            #expect(served == described)
        }
    }

    @Test func everyPathItListsAnswersToItsMethodsOnly() async throws {
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

    @Test func everyReferenceIsThere() async throws {
        try await TestMint.run { mint in
            let description = try await Self.description(mint)
            let components = try #require(description["components"])
            let named = Self.references(description)
            #expect(named.count > 20)
            for name in named {
                let words = name.split(separator: "/").suffix(2).map(String.init)
                #expect(components[words[0]]?[words[1]] != nil, "\(name)")
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
            #expect(
                start?["parameters"]
                    == .array([.object(["$ref": .string("#/components/parameters/IdempotencyKey")])]))
            let key = try await Self.description(mint)["components"]?["parameters"]?["IdempotencyKey"]
            #expect(key?["required"] == .bool(!isLenient))
        }
    }

    @Test func limitsOfParametersAndBodiesAreThoseThatTheServerChecks() throws {
        let components = try #require(try Self.file()["components"])
        let parameters = try #require(components["parameters"])
        #expect(parameters["Limit"]?["schema"]?["maximum"]?.integer == Int64(Limits.page.upperBound))
        #expect(parameters["Limit"]?["schema"]?["default"]?.integer == Int64(Limits.defaultPage))
        #expect(parameters["Cursor"]?["schema"]?["pattern"]?.string == PageCursor.pattern)
        #expect(
            parameters["IdempotencyKey"]?["schema"]?["maxLength"]?.integer == Int64(Limits.idempotencyKey.upperBound))
        let image = components["schemas"]?["ReferenceImageRequest"]?["oneOf"]?.array?.first
        let length = image?["properties"]?["base64Data"]?["maxLength"]?.integer
        #expect(length == Int64(Limits.imageBytes / 3 * 4 + 4))
    }

    @Test func choicesAreThoseThatTheServerKnows() throws {
        let schemas = try #require(try Self.file()["components"]?["schemas"])
        func words(_ schema: String, _ field: String? = nil) -> Set<String> {
            let found = field.map { schemas[schema]?["properties"]?[$0] } ?? schemas[schema]
            return Set((found?["enum"]?.array ?? []).compactMap(\.string))
        }
        func all<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> Set<String>
        where Choice.RawValue == String { Set(type.allCases.map(\.rawValue)) }
        #expect(words("GenerationMode") == all(GenerationMode.self))
        #expect(words("GenerationPreset") == all(GenerationPreset.self))
        #expect(words("OptimizationLevel") == all(OptimizationLevel.self))
        #expect(words("ModelFormat") == all(MeshFormat.self))
        #expect(words("OperationStatus") == all(OperationStatus.self))
        #expect(words("OperationType") == Set(OperationRecord.Kind.allCases.map(\.wireType)))
        #expect(words("AudioGenerateRequest", "audioKind") == all(SoundDesign.Kind.self))
        #expect(words("PricingEstimateRequest", "operation") == words("OperationType"))
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
