import Foundation
import HTTPTransport
import Testing

private let secret = "mk_live_5ecret"

/// All ways of Swift to convert a value to text.
func everyText(of value: some Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var reflected = ""
    func walk(_ mirror: Mirror, depth: Int) {
        for child in mirror.children where depth < 6 {
            reflected += "\(child.label ?? "")=\(child.value)\(String(reflecting: child.value))\n"
            walk(Mirror(reflecting: child.value), depth: depth + 1)
        }
    }
    walk(Mirror(reflecting: value), depth: 0)
    return [String(describing: value), String(reflecting: value), "\(value)", dumped, reflected]
}

@Suite struct RedactionTests {
    private func request() throws -> HTTPRequest {
        HTTPRequest(
            method: .post, url: try #require(URL(string: "https://u:\(secret)@api.mint.gg/v1/me?key=\(secret)")),
            headers: ["Authorization": "Bearer \(secret)", "Idempotency-Key": secret], body: Data(secret.utf8),
            deadline: .seconds(1))
    }

    @Test func requestShowsNoHeaderQueryOrBody() throws {
        for text in everyText(of: try request()) + everyText(of: [try request()]) {
            #expect(!text.contains(secret))
        }
        #expect(String(describing: try request()) == "POST https://api.mint.gg/v1/me")
    }

    @Test func headersShowTheirNamesOnly() throws {
        let headers = try request().headers
        for text in everyText(of: headers) + everyText(of: headers.fields) { #expect(!text.contains(secret)) }
        #expect(String(reflecting: headers) == "[Authorization, Idempotency-Key]")
    }

    @Test func answerShowsStatusAndSizeOnly() {
        let response = HTTPResponse(status: 401, headers: ["X-Echo": secret], body: Data(secret.utf8))
        for text in everyText(of: response) { #expect(!text.contains(secret)) }
        #expect("\(response)" == "HTTP 401, 14 bytes")
    }

    @Test func failureShowsNeitherUserNorQuery() throws {
        let origin = try #require(Origin(try request().url))
        for failure: TransportFailure in [
            .cannotConnect(origin, .refused), .noAnswer(origin, within: .seconds(1)),
            .redirected(origin, status: 302, to: origin),
        ] {
            for text in everyText(of: failure) { #expect(!text.contains(secret)) }
        }
    }

    @Test func nameOfAHeaderIsFoundInAnyCase() {
        var headers: HeaderFields = ["Retry-After": "1", "X": "2"]
        #expect(headers["retry-AFTER"] == "1")
        headers["RETRY-after"] = "3"
        #expect(headers["Retry-After"] == "3")
        #expect(headers.fields.count == 2)
        #expect(headers["Y"] == nil)
    }
}
