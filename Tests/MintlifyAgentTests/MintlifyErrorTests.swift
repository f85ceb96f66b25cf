import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import ServiceClient
import Testing
import TestTransport

@Suite struct MintlifyErrorTests {
    private func error(
        _ status: Int, _ body: String = "{\"error\": \"the text\"}", headers: HeaderFields = [:]
    ) async throws -> MintlifyError {
        let client = try client(ScriptedTransport([answer(status, body, headers: headers)]))
        return try await #require(throws: MintlifyError.self) { try await client.job(jobID()) }
    }

    @Test(arguments: [
        (400, MintlifyError.invalid(detail: "the text"), false), (401, .unauthorized(detail: "the text"), false),
        (403, .forbidden(detail: "the text"), false), (404, .notFound(detail: "the text"), false),
        (422, .invalid(detail: "the text"), false), (418, .refused(status: 418, detail: "the text"), false),
        (429, .rateLimited(retryAfter: .seconds(60), detail: "the text"), false),
        (500, .unavailable(status: 500, retryAfter: nil), true),
        (501, .refused(status: 501, detail: "the text"), false),
        (503, .unavailable(status: 503, retryAfter: nil), true),
    ])
    func aStatusBecomesACase(_ status: Int, _ expected: MintlifyError, _ isOutcomeUnknown: Bool) async throws {
        let error = try await error(status)
        #expect(error == expected)
        #expect(error.isOutcomeUnknown == isOutcomeUnknown)
    }

    @Test(arguments: [
        "", "<html>busy</html>", "[]", "{\"error\": 3}", "{\"error\": null}", "{\"error\": {\"message\": \"x\"}}",
        "{\"detail\": \"x\"}", "\"error\"", "{\"error\": \" \\u0007\"}",
    ])
    func aBodyOfAnyOtherShapeKeepsItsStatus(_ body: String) async throws {
        #expect(try await error(400, body) == .invalid(detail: nil))
        #expect(try await error(429, body) == .rateLimited(retryAfter: .seconds(60), detail: nil))
    }

    @Test(
        arguments: [
            (nil, 60), ("5", 60), ("60", 60), ("1200", 1200), ("soon", 60), ("999999", 3600),
            ("Sun, 06 Nov 1994 08:59:07 GMT", 600),
        ] as [(String?, Int)])
    func thePauseAfterTooManyIsAMinuteOrWhatTheServerAsks(_ header: String?, _ seconds: Int) async throws {
        var headers = HeaderFields()
        headers["Retry-After"] = header
        let error = try await error(429, headers: headers)
        #expect(error.retryAfter == .seconds(seconds))
        #expect(error.readFailure == ReadFailure(.rateLimited, retryAfter: .seconds(seconds)))
        #expect(error.isPassing)
    }

    @Test func serverTextIsCleanedBoundedAndFreeOfTheKey() async throws {
        let text = "key \(keyText) \\u001b[31mred\\n\\u202Eline " + String(repeating: "x", count: 400)
        guard case .forbidden(let detail?) = try await error(403, "{\"error\": \"\(text)\"}") else {
            Issue.record("No detail came.")
            return
        }
        #expect(detail.hasPrefix("key (API key) [31mred line xxx"))
        #expect(detail.unicodeScalars.count == 301)
    }

    @Test(arguments: [
        (401, "Mintlify rejected the API key (401): check MINTLIFY_API_KEY, or make a new admin key."),
        (403, "The Mintlify key may not do this (403): check its scopes and its list of IP addresses."),
        (404, "Mintlify does not know this (404): check the job's id and MINTLIFY_PROJECT_ID."),
        (429, "Too many jobs and messages (429): wait 60 s, then try again."),
        (400, "Mintlify refused the request: it gave no reason."),
        (502, "Mintlify is unavailable (502): try again later."),
    ])
    func sentencesSayWhatToDo(_ status: Int, _ sentence: String) async throws {
        #expect(try await error(status, "").description == sentence)
    }

    @Test func theServersOwnFullStopIsEnough() async throws {
        #expect(
            try await error(400, "{\"error\": \"The job is archived.\"}").description
                == "Mintlify refused the request: The job is archived.")
    }

    @Test func aTransportFailureTellsWhetherItMayHaveArrived() throws {
        let origin = try #require(URL(string: "https://a.test").flatMap(Origin.init))
        let refused = MintlifyError.unreachable(.cannotConnect(origin, .refused))
        #expect(!refused.isOutcomeUnknown && refused.isPassing)
        let insecure = MintlifyError.unreachable(.insecure(origin, isCertificateRefused: true))
        #expect(!insecure.isOutcomeUnknown && !insecure.isPassing)
        for failure in [
            TransportFailure.noAnswer(origin, within: .seconds(1)), .connectionLost(origin), .notHTTP(origin),
        ] {
            let error = MintlifyError.unreachable(failure)
            #expect(error.isOutcomeUnknown && !error.isPassing)
        }
        #expect(MintlifyError.unreachable(.connectionLost(origin)).readFailure.isBrokenConnection)
        #expect(MintlifyError.canceled.isOutcomeUnknown)
    }
}
