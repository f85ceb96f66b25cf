import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import ServiceClient
import Testing
import TestTransport

@Suite struct MintErrorTests {
    private func error(
        _ status: Int, _ body: String = "", headers: HeaderFields = [:], isLater: Bool = false
    ) async throws -> MintError {
        let response = HTTPResponse(
            status: status, headers: headers, body: Data(body.utf8), earlierAttemptMayHaveArrived: isLater)
        let client = try client(ScriptedTransport([.success(response)]))
        return try await #require(throws: MintError.self) { try await client.me() }
    }

    @Test(arguments: [
        (400, MintError.invalid(fields: [], detail: "the detail")), (401, .unauthorized()),
        (402, .paymentRequired(detail: "the detail")), (403, .forbidden(detail: "the detail")),
        (404, .notFound(detail: "the detail")), (409, .conflict(.other("x"), detail: "the detail")),
        (418, .refused(status: 418, detail: "the detail")), (422, .invalid(fields: [], detail: "the detail")),
        (429, .rateLimited(retryAfter: .seconds(9))), (500, .unavailable(status: 500, retryAfter: .seconds(9))),
        (501, .refused(status: 501, detail: "the detail")),
        (503, .unavailable(status: 503, retryAfter: .seconds(9))),
    ])
    func statusBecomesACase(status: Int, expected: MintError) async throws {
        let error = try await error(status, Samples.problem("x", status), headers: ["Retry-After": "9"])
        #expect(error == expected)
    }

    @Test(arguments: [
        ("https://api.mint.gg/problems/idempotency-conflict", ConflictKind.idempotencyConflict),
        ("idempotency-conflict", .idempotencyConflict), ("/problems/invalid-state/", .invalidState),
        ("https://x/problems/Invalid-State?v=2#top", .invalidState),
        ("https://x/model-already-optimized", .other("model-already-optimized")),
    ])
    func conflictIsKnownByTheLastSegment(type: String, kind: ConflictKind) async throws {
        #expect(try await error(409, Samples.problem(type, 409)) == .conflict(kind, detail: "the detail"))
    }

    @Test(arguments: ["", "<html>busy</html>", "[]", "{\"type\": 3, \"errors\": 4}"])
    func errorBodyOfAnyShapeKeepsItsStatus(body: String) async throws {
        #expect(try await error(409, body) == .conflict(.other(nil), detail: nil))
        #expect(try await error(400, body) == .invalid(fields: [], detail: nil))
    }

    @Test func fieldsAreNamed() async throws {
        let extra = ", \"errors\": [{\"path\": \"prompt\", \"code\": \"too_long\", \"message\": \"at most 4000\"}]"
        let error = try await error(400, Samples.problem("validation", 400, extra: extra))
        #expect(
            error == .invalid(fields: [FieldProblem(path: "prompt", message: "at most 4000")], detail: "the detail"))
        #expect(error.description == "Mint refused the request: prompt: at most 4000.")
    }

    @Test func serverTextIsCleanedBoundedAndFreeOfTheKey() async throws {
        let text = "key \(keyText) \\u001b[31mred\\u0007\\n\\u202Eline\\u2028end " + String(repeating: "x", count: 400)
        guard case .forbidden(let detail?) = try await error(403, Samples.problem("x", 403, detail: text)) else {
            Issue.record("No detail came.")
            return
        }
        #expect(detail.hasPrefix("key (API key) [31mred line end xxx"))
        #expect(detail.unicodeScalars.count == 301)
        #expect(detail.hasSuffix("…"))
    }

    @Test func sentencesSayWhatToDo() async throws {
        #expect(
            try await error(401, Samples.problem("unauthorized", 401)).description
                == "Mint rejected the API key (401). Check MINT_API_KEY, or ask for a new key; then start mintop again."
        )
        #expect(
            try await error(429, headers: ["Retry-After": "120"]).description
                == "Too many requests (429): wait 2 min, then try again.")
        #expect(try await error(404).description == "Mint does not know this (404): it is gone or of another project.")
        #expect(
            try await error(403, Samples.problem("x", 403, detail: "Downloads are off.")).description
                == "The API key may not do this (403): Downloads are off.")
    }

    @Test(arguments: [
        (400, false), (401, false), (402, false), (403, false), (404, false), (409, false), (422, false), (429, false),
        (500, true), (503, true), (504, true),
    ])
    func onlyServerTroubleLeavesTheOutcomeOpen(status: Int, isUnknown: Bool) async throws {
        #expect(try await error(status).isOutcomeUnknown == isUnknown)
    }

    @Test(arguments: [
        (400, false), (401, true), (402, false), (403, true), (404, false), (409, false), (429, true),
    ])
    func refusalBeforeTheKeyIsLookedUpLeavesAnEarlierAttemptOpen(status: Int, isUnknown: Bool) async throws {
        #expect(try await error(status, isLater: true).isOutcomeUnknown == isUnknown)
    }

    @Test func transportFailureTellsWhetherTheOutcomeIsOpen() throws {
        let origin = try #require(URL(string: "https://a").flatMap(Origin.init))
        #expect(MintError.unreachable(.cannotConnect(origin, .refused)).isOutcomeUnknown == false)
        #expect(MintError.unreachable(.noAnswer(origin, within: .seconds(1))).isOutcomeUnknown)
        #expect(MintError.unreachable(.connectionLost(origin)).isOutcomeUnknown)
    }

    @Test func pollerSeesItsOwnProblems() async throws {
        let unauthorized = try await error(401)
        #expect(unauthorized.readFailure == ReadFailure(.unauthorized(unauthorized.description)))
        let origin = try #require(URL(string: "https://a").flatMap(Origin.init))
        #expect(MintError.unreachable(.connectionLost(origin)).readFailure.isBrokenConnection)
        #expect(!MintError.unreachable(.cannotConnect(origin, .refused)).readFailure.isBrokenConnection)
        #expect(try await error(404).readFailure == ReadFailure(.gone))
        let limited = try await error(429, headers: ["Retry-After": "5"])
        #expect(limited.readFailure == ReadFailure(.rateLimited, retryAfter: .seconds(5)))
        let busy = try await error(503, headers: ["Retry-After": "6"])
        #expect(busy.readFailure == ReadFailure(.unreachable(busy.description), retryAfter: .seconds(6)))
        let teapot = try await error(418)
        #expect(teapot.readFailure == ReadFailure(.refused("Mint refused the request (418).")))
    }
}
