import Foundation
import HTTPTransport
import Testing

@Suite struct DecodingErrorFaultTests {
    private struct Sample: Decodable {
        struct Part: Decodable { var name: String }
        var id: String
        var parts: [Part]
    }

    @Test(arguments: [
        (#"{"parts": []}"#, "“id” is missing"), (#"{"id": null, "parts": []}"#, "“id” is null"),
        (#"{"id": 5ecret}"#, "it is not valid JSON"), (#"["5ecret"]"#, "it is not an object"),
        (#"{"id": "5ecret", "parts": [{"name": 7}]}"#, "“parts.[0].name” is not a text"),
        (#"{"id": "5ecret", "parts": 7}"#, "“parts” is not a list"),
    ])
    func theFieldIsNamedAndItsValueNot(_ json: String, _ fault: String) throws {
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode(Sample.self, from: Data(json.utf8))
        }
        #expect(error.fault == fault)
    }
}
