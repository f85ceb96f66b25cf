import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import ServiceClient
import Testing
import TestTransport

@Suite struct MintlifyClientChangesTests {
    private let made = Date(timeIntervalSince1970: 1_700_000_000)

    private func prepared(_ mutation: Mutation) throws -> OutboxEntry {
        try client(ScriptedTransport([])).prepare(mutation, key: key(), now: made)
    }

    @Test func aJobIsOnePostWithItsPromptAndNoKeyOfItsOwn() async throws {
        let transport = ScriptedTransport([answer(201, job())])
        let prompt = "Say \"hello/you\" in\nthe API reference ✓"
        let entry = try prepared(.createJob(prompt: prompt))
        #expect(entry.state == .sending && !entry.isRepeatable && entry.operationID == nil && entry.createdAt == made)
        let reading = try await client(transport).send(entry)
        #expect(try reading.operation.id == jobID())
        #expect(reading.operation.prompt == prompt)
        let request = try #require(transport.requests.first)
        #expect(request.method == .post)
        #expect(request.url.absoluteString == "https://api.mintlify.com/v2/agent/docs-1/job")
        #expect(request.retries == .never)
        #expect(!request.isRepeatable)
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == entry.body)
        let sent = try JSONDecoder().decode([String: String].self, from: try #require(request.body))
        #expect(sent == ["prompt": prompt])
    }

    @Test func aMessageGoesToItsJobAndLeavesThePromptAlone() async throws {
        let transport = ScriptedTransport([answer(200, job())])
        let entry = try prepared(.message(try jobID(), text: "Also the limits"))
        let reading = try await client(transport).send(entry)
        #expect(try entry.operationID == jobID() && !entry.isRepeatable)
        #expect(reading.operation.prompt == nil)
        #expect(
            transport.requests.map(\.url.absoluteString) == [
                "https://api.mintlify.com/v2/agent/docs-1/job/job_1/message"
            ])
    }

    @Test func aMessageThatWasTakenIsNotLostToAnOddAnswer() async throws {
        let entry = try prepared(.message(try jobID(), text: "Also the limits"))
        let transport = ScriptedTransport([answer(200, "{\"ok\": true}"), answer(200, job())])
        #expect(try await client(transport).send(entry).operation.status == .running)
        #expect(transport.requests.map(\.method) == [.post, .get])
    }

    @Test(arguments: [404, 429, 500])
    func whereThatReadFailsTheOutcomeStaysUnknown(_ status: Int) async throws {
        let entry = try prepared(.message(try jobID(), text: "Also the limits"))
        let client = try client(ScriptedTransport([answer(200, "{\"ok\": true}"), answer(status)]))
        let error = try await #require(throws: MintlifyError.self) { try await client.send(entry) }
        #expect(error.isOutcomeUnknown)
    }

    @Test func aJobWhoseAnswerNamesNoneMayHaveStarted() async throws {
        let entry = try prepared(.createJob(prompt: "p"))
        let transport = ScriptedTransport([answer(201, "{\"status\": \"active\"}")])
        let error = try await #require(throws: MintlifyError.self) { try await client(transport).send(entry) }
        #expect(error.isOutcomeUnknown)
        #expect(transport.requests.count == 1)
    }

    @Test func anEntryOfAnotherProjectIsNotSent() async throws {
        var entry = try prepared(.createJob(prompt: "p"))
        let transport = ScriptedTransport([answer(201, job())])
        for path in ["/v2/agent/other/job", "/v2/agent/docs-1/jobs", "/v1/worlds:generate", "//evil.test/v2/agent"] {
            entry.path = path
            let error = try await #require(throws: MintlifyError.self) { try await client(transport).send(entry) }
            #expect(!error.isOutcomeUnknown && !error.isPassing)
        }
        #expect(transport.requests.isEmpty)
    }

    @Test func whatTheAgentDoesNotKnowIsRefused() throws {
        #expect(throws: InvalidInput.self) { try prepared(.cancel(try jobID())) }
        #expect(throws: InvalidInput.self) { try prepared(.createJob(prompt: " \n")) }
    }

    @Test func anEntryTellsWhatItSays() throws {
        let id = try jobID()
        for mutation in [Mutation.createJob(prompt: "p"), .message(id, text: "and more")] {
            #expect(try prepared(mutation).mutation == mutation)
        }
        let message = try #require(JobMessage(try prepared(.message(id, text: "and more"))))
        #expect(
            message
                == JobMessage(id: try key(), text: "and more", createdAt: made, state: .sending, isPrompt: false))
        #expect(JobMessage(try prepared(.createJob(prompt: "p")))?.isPrompt == true)
    }
}
