import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import ServiceClient
import Testing
import TestTransport

@Suite struct MintClientChangesTests {
    private func entry(_ mutation: Mutation) throws -> OutboxEntry {
        let key = try #require(IdempotencyKey("key-1"))
        return try client(ScriptedTransport([])).prepare(mutation, key: key, now: fixedNow)
    }

    private func operationID(_ text: String = "op_1") throws -> OperationID { try #require(OperationID(text)) }

    @Test func generateIsCanonicalJSON() throws {
        let request = GenerationRequest(
            kind: .model, prompt: "A \"lamp\"/shade\n", mode: .review, preset: .fast, name: "Lamp")
        let entry = try entry(.generate(request))
        #expect(entry.method == "POST")
        #expect(entry.path == "/v1/models:generate")
        #expect(
            entry.body
                == #"{"generationMode":"review","generationPreset":"fast","name":"Lamp","prompt":"A \"lamp\"/shade\n"}"#
        )
        #expect(entry.operationID == nil)
        #expect(entry.verb.name == "generate")
        #expect(entry.state == .sending)
        #expect(entry.createdAt == fixedNow)
    }

    @Test func oneImageAndSeveralTakeDifferentFields() throws {
        var request = GenerationRequest(kind: .world, prompt: "p", imageURLs: ["https://a/1.png"])
        #expect(try entry(.generate(request)).body.contains(#""imageUrl":"https://a/1.png""#))
        #expect(try entry(.generate(request)).body.contains("sourceImages") == false)
        request.imageURLs.append("https://a/2.png")
        #expect(try entry(.generate(request)).body.contains(#""sourceImages":["https://a/1.png","https://a/2.png"]"#))
        #expect(try entry(.generate(request)).body.contains("imageUrl") == false)
        #expect(try entry(.generate(request)).path == "/v1/worlds:generate")
    }

    @Test(arguments: ["", "file:///etc/passwd", "a.png", "javascript:alert(1)"])
    func imageMustBeAWebAddress(image: String) throws {
        let request = GenerationRequest(kind: .world, prompt: "p", imageURLs: ["https://a/1.png", image])
        #expect(throws: InvalidInput("Image 2 is not an http or https address.")) { try entry(.generate(request)) }
    }

    @Test func actionsHaveTheirPathsAndBodies() throws {
        let id = try operationID()
        for (mutation, verb, body) in [
            (Mutation.approve(id), "approve", "{}"), (.resume(id), "resume", "{}"), (.cancel(id), "cancel", "{}"),
            (.revise(id, feedback: "less blue"), "revise", #"{"feedback":"less blue"}"#),
        ] {
            let entry = try entry(mutation)
            #expect(entry.path == "/v1/operations/op_1:\(verb)")
            #expect(entry.body == body)
            #expect(entry.operationID == id)
            #expect(entry.verb.name == verb)
        }
    }

    @Test func changesOfAModelHaveTheirPathsAndBodies() throws {
        let id = try #require(ResourceID("model_1"))
        for (mutation, path, body) in [
            (
                Mutation.optimize(id, level: .aggressive), "/v1/models/model_1:optimize",
                #"{"optimizationLevel":"aggressive"}"#
            ),
            (
                .convert(id, formats: [.usdz, .obj, .fbx]), "/v1/models/model_1:convert",
                #"{"targetFormats":["obj","usdz","fbx"]}"#
            ),
            (.retry(.model, id), "/v1/models/model_1:retry", "{}"),
            (.retry(.world, id), "/v1/worlds/model_1:retry", "{}"),
        ] {
            let entry = try entry(mutation)
            #expect(entry.path == path)
            #expect(entry.body == body)
            #expect(entry.operationID == nil)
            #expect(entry.verb == mutation.verb)
        }
        #expect(throws: InvalidInput.self) { try entry(.convert(id, formats: [])) }
    }

    @Test func invalidChangeIsNeverPrepared() throws {
        #expect(throws: InvalidInput.self) { try entry(.generate(GenerationRequest(kind: .world, prompt: ""))) }
        let id = try operationID()
        #expect(throws: InvalidInput.self) {
            try entry(.revise(id, feedback: String(repeating: "x", count: 2001)))
        }
    }

    @Test(arguments: [200, 201, 202])
    func entryIsSentAsItIs(status: Int) async throws {
        let body = "{\"id\": \"op_1\", \"status\": \"running\"}"
        let transport = ScriptedTransport([answer(status, body, headers: ["Location": "/v1/operations/op_1"])])
        var entry = try entry(.approve(try operationID()))
        entry.body = "{ \"kept\" : \"byte for byte\" }"
        let reading = try await client(transport, base: "https://proxy/mint/").send(entry)
        #expect(reading.operation.status == .running)
        let request = try #require(transport.requests.first)
        #expect(transport.requests.count == 1)
        #expect(request.method == .post)
        #expect(request.url.absoluteString == "https://proxy/mint/v1/operations/op_1:approve")
        #expect(request.headers["Idempotency-Key"] == "key-1")
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.body == Data(entry.body.utf8))
        #expect(request.retries == .byRules)
        #expect(request.isRepeatable)
    }

    @Test func locationOfAnotherOperationIsFollowed() async throws {
        let transport = ScriptedTransport([
            answer(202, "{\"id\": \"op_1\", \"status\": \"running\"}", headers: ["location": "/v1/operations/op_2"]),
            answer(200, "{\"id\": \"op_2\", \"status\": \"queued\"}"),
        ])
        let reading = try await client(transport).send(try entry(.approve(try operationID())))
        #expect(reading.operation.id.rawValue == "op_2")
        #expect(transport.requests.last?.method == .get)
    }

    @Test func bodyStandsInForALocationThatCannotBeRead() async throws {
        let transport = ScriptedTransport([
            answer(202, "{\"id\": \"op_1\", \"status\": \"running\"}", headers: ["Location": "/v1/operations/op_2"]),
            answer(404),
        ])
        let reading = try await client(transport).send(try entry(.approve(try operationID())))
        #expect(reading.operation.id.rawValue == "op_1")
    }

    @Test(arguments: [
        "https://evil.example/v1/operations/op_2", "/v1/worlds/op_2", "", "/v1/operations/a b", "/v1/operations/",
    ])
    func otherLocationIsIgnored(location: String) async throws {
        let transport = ScriptedTransport([
            answer(202, "{\"id\": \"op_1\", \"status\": \"running\"}", headers: ["Location": location])
        ])
        let reading = try await client(transport).send(try entry(.approve(try operationID())))
        #expect(reading.operation.id.rawValue == "op_1")
        #expect(transport.requests.count == 1)
    }

    @Test func locationStandsInForABodyThatCannotBeRead() async throws {
        let transport = ScriptedTransport([
            answer(202, "", headers: ["Location": "https://api.mint.gg/v1/operations/op_3"]),
            answer(200, "{\"id\": \"op_3\", \"status\": \"queued\"}"),
        ])
        let reading = try await client(transport).send(try entry(.approve(try operationID())))
        #expect(reading.operation.id.rawValue == "op_3")
    }

    @Test func acceptedChangeWithoutAnyIdIsOpenNotRefused() async throws {
        for script in [[answer(202, "")], [answer(202, "", headers: ["Location": "/v1/operations/o"]), answer(404)]] {
            let client = try client(ScriptedTransport(script))
            let entry = try entry(.approve(try operationID()))
            let error = try await #require(throws: MintError.self) { try await client.send(entry) }
            #expect(error.isOutcomeUnknown)
        }
    }

    @Test func refusalIsCertain() async throws {
        let client = try client(
            ScriptedTransport([answer(409, Samples.problem("https://api.mint.gg/problems/invalid-state", 409))]))
        let entry = try entry(.approve(try operationID()))
        let error = try await #require(throws: MintError.self) { try await client.send(entry) }
        #expect(error == .conflict(.invalidState, detail: "the detail"))
        #expect(error.isOutcomeUnknown == false)
    }

    @Test(arguments: ["", "v1/me", "//evil.example/v1", "@evil.example"])
    func storedPathCannotLeaveTheServer(path: String) async throws {
        let transport = ScriptedTransport([])
        var entry = try entry(.approve(try operationID()))
        entry.path = path
        let client = try client(transport)
        let sent = entry
        let error = try await #require(throws: MintError.self) { try await client.send(sent) }
        #expect(error.isOutcomeUnknown == false)
        #expect(transport.requests.isEmpty)
    }
}
