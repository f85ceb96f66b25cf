import MintDomain
import MintlifyAgent
import ServiceClient
import Testing

@Suite struct MintlifyAddressTests {
    @Test(arguments: [
        ("https://api.mintlify.com", "https://api.mintlify.com"), ("http://127.0.0.1:8787/", "http://127.0.0.1:8787"),
        ("https://gate.test/docs/v2/", "https://gate.test/docs"),
        (" https://API.mintlify.com/v2", "https://api.mintlify.com"),
    ])
    func anAddressIsTaken(_ text: String, _ base: String) throws {
        #expect(try MintlifyBaseURL(text).description == base)
    }

    @Test(arguments: [
        "", "api.mintlify.com", "ftp://api.mintlify.com", "https://me:pw@api.mintlify.com", "https://a.test?x=1",
        "https://a.test#x", "file:///etc/passwd",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(throws: InvalidInput.self) { try MintlifyBaseURL(text) }
    }

    @Test func refusesPlainHTTPToAnotherMachine() throws {
        let error = try #require(throws: InvalidInput.self) { try MintlifyBaseURL("http://docs.test") }
        #expect(
            error.description
                == "The Mintlify base URL http://docs.test would send the key unencrypted: use https, or a profile with "
                + "allow_insecure_http: true.")
        #expect(try MintlifyBaseURL("http://docs.test", allowsInsecureHTTP: true).isPlaintextRemote)
        #expect(try !MintlifyBaseURL("http://localhost:8787").isPlaintextRemote)
    }

    @Test(arguments: ["docs-1", " 65f0c0ffee_A\n"])
    func aProjectIsTaken(_ text: String) throws {
        #expect(try !MintlifyProjectID(text).rawValue.contains(" "))
    }

    @Test(arguments: [
        "", " ", "{projectId}", "a/b", "..", "a b", "a%2Fb", "ä", "a?b", String(repeating: "a", count: 129),
    ])
    func aProjectThatIsNoPathSegmentIsRefused(_ text: String) {
        #expect(throws: InvalidInput.self) { try MintlifyProjectID(text) }
    }
}
