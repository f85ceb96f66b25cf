import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import ServiceClient
import Testing
import TestTransport

@Suite struct MintlifyClientTests {
    @Test func aJobIsReadFieldByField() async throws {
        let transport = ScriptedTransport([
            answer(
                200,
                """
                {"id": "job_1", "status": "completed", "source": {"repository": "org/repo", "ref": "main"},
                 "model": "sonnet", "prLink": "https://github.com/org/repo/pull/123",
                 "createdAt": "2023-11-07T05:31:56Z", "archivedAt": "2023-11-08T05:31:56.5Z", "extra": [1]}
                """, headers: ["Retry-After": "7"])
        ])
        let reading = try await client(transport).job(jobID())
        var expected = MintDomain.Operation(id: try jobID(), kind: .agentJob, status: .succeeded)
        expected.createdAt = Date(timeIntervalSince1970: 1_699_335_116)
        expected.canceledAt = Date(timeIntervalSince1970: 1_699_421_516.5)
        expected.job = JobFacts(
            repository: "org/repo", ref: "main", model: "sonnet",
            pullRequestURL: "https://github.com/org/repo/pull/123", archivedAt: expected.canceledAt,
            rawStatus: "completed")
        #expect(reading.operation == expected)
        #expect(reading.retryAfter == .seconds(7))
        #expect(reading.rawJSON.contains("\"extra\""))
    }

    /// The documentation requires no field; without `id` and `status` there is nothing to show.
    @Test(arguments: [
        "source", "model", "prLink", "createdAt", "archivedAt",
    ])
    func anyOtherFieldMayBeMissingNullOrOdd(_ field: String) async throws {
        let whole: [String: String] = [
            "id": "\"job_1\"", "status": "\"active\"", "source": #"{"repository": "o/r", "ref": "main"}"#,
            "model": "\"m\"", "prLink": "\"https://pr.test\"", "createdAt": "\"2023-11-07T05:31:56Z\"",
            "archivedAt": "\"2023-11-07T05:31:56Z\"",
        ]
        func body(_ value: String?) -> String {
            var fields = whole
            fields[field] = value
            return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        }
        let bodies = [body(nil), body("null"), body("[7]"), body("{}")]
        let transport = ScriptedTransport(bodies.map { answer(200, $0) })
        for _ in bodies {
            let operation = try await client(transport).job(jobID()).operation
            let facts = try #require(operation.job)
            #expect(operation.status == .running)
            let texts: [String: String?] = [
                "source": facts.source, "model": facts.model, "prLink": facts.pullRequestURL,
                "createdAt": operation.createdAt.map { "\($0)" }, "archivedAt": facts.archivedAt.map { "\($0)" },
            ]
            #expect(texts.filter { $0.value == nil }.map(\.key) == [field])
        }
    }

    @Test func aRefThatIsNullIsTheDefaultBranch() async throws {
        let body = #"{"id": "job_1", "status": "active", "source": {"repository": "o/r", "ref": null}}"#
        let job = try await client(ScriptedTransport([answer(200, body)])).job(jobID()).operation.job
        #expect(job?.source == "o/r")
    }

    @Test(arguments: [
        ("active", OperationStatus.running), ("completed", .succeeded), ("failed", .failed), ("archived", .canceled),
        ("queued", .other("queued")), ("canceled", .other("canceled")),
    ])
    func aStatusKeepsItsWord(_ word: String, _ status: OperationStatus) async throws {
        let operation = try await client(ScriptedTransport([answer(200, job(word))])).job(jobID()).operation
        #expect(operation.status == status)
        #expect(operation.statusWord == word)
    }

    @Test(arguments: [
        ("{\"status\": \"active\"}", "“id” is missing"), ("{\"id\": \"job_1\"}", "“status” is missing"),
        ("{\"id\": null, \"status\": \"active\"}", "“id” is"),
        ("{\"id\": 7, \"status\": \"active\"}", "“id” is not a text"),
        ("{\"id\": \"../x\", \"status\": \"active\"}", "not a possible id"), ("<html>", "not valid JSON"),
        ("", "not valid JSON"), ("[]", "not an object"),
        ("{\"id\": \"job_2\", \"status\": \"active\"}", "job_1 was asked about, and it is about job_2"),
    ])
    func anAnswerWithoutAJobIsUnreadable(_ body: String, _ part: String) async throws {
        let client = try client(ScriptedTransport([answer(200, body)]))
        let error = try await #require(throws: MintlifyError.self) { try await client.job(jobID()) }
        #expect(error.description.contains(part))
        #expect(error.isOutcomeUnknown)
    }

    @Test func theRequestIsOneToTheProjectsJobWithTheKeyInItsHeaderAlone() async throws {
        let transport = ScriptedTransport([answer(200, job())])
        let client = try client(transport, base: "http://127.0.0.1:8787/")
        _ = try await client.job(jobID())
        let request = try #require(transport.requests.first)
        #expect(request.url.absoluteString == "http://127.0.0.1:8787/v2/agent/docs-1/job/job_1")
        #expect(request.method == .get)
        #expect(request.body == nil)
        #expect(request.retries == .never)
        #expect(request.headers["Authorization"] == "Bearer \(keyText)")
        var dumped = ""
        dump(client, to: &dumped)
        #expect(!"\(client) \(dumped) \(request) \(request.url)".contains(keyText))
    }

    @Test func thePollerSeesItsOwnProblems() async throws {
        let gone = try client(ScriptedTransport([answer(404)]))
        let failure = try await #require(throws: ReadFailure.self) { try await gone.poll(jobID()) }
        #expect(failure == ReadFailure(.gone))
        let canceled = try client(ScriptedTransport([.failure(CancellationError())]))
        await #expect(throws: CancellationError.self) { try await canceled.poll(jobID()) }
    }
}
