import Foundation
import MintDomain
import ServiceClient
import Testing

@testable import MintAPI

@Suite struct MintBaseURLTests {
    @Test(arguments: [
        ("https://api.mint.gg", "https://api.mint.gg"), (" https://API.mint.gg/ ", "https://api.mint.gg"),
        ("https://api.mint.gg/v1", "https://api.mint.gg"), ("https://api.mint.gg/v1/", "https://api.mint.gg"),
        ("http://127.0.0.1:8080//", "http://127.0.0.1:8080"), ("https://a/mint/", "https://a/mint"),
        ("https://a/mint/v1", "https://a/mint"), ("http://[::1]:9/", "http://[::1]:9"),
    ])
    func addressIsBroughtIntoOneForm(address: String, text: String) throws {
        #expect(try MintBaseURL(address).description == text)
        let id = try #require(OperationID("op_1"))
        let url = try MintBaseURL(address).url(MutationEncoding.path(.approve(id)))
        #expect(url?.absoluteString == "\(text)/v1/operations/op_1:approve")
    }

    @Test(arguments: [
        "", "api.mint.gg", "ftp://api.mint.gg", "https://", "https://user:hunter2@a", "https://a?key=hunter2",
        "https://a#hunter2", "file:///etc/passwd",
    ])
    func otherAddressIsRefusedWithoutQuotingIt(address: String) throws {
        let error = try #require(throws: InvalidInput.self) { try MintBaseURL(address) }
        #expect(!error.description.contains("hunter2"))
        #expect(error.description.hasPrefix("The base URL must be "))
    }

    @Test(arguments: [
        "http://api.mint.gg", "http://192.168.0.2:81", "http://mint.localhost", "http://localhost.", "http://[::2]",
        "http://[::ffff:127.0.0.1]", "http://127.1", "http://128.0.0.1", "http://127.0.0.1.evil.example",
    ])
    func refusesPlainHTTPToAnotherMachine(address: String) throws {
        let error = try #require(throws: InvalidInput.self) { try MintBaseURL(address) }
        #expect(error.description.contains("would send the key unencrypted: use https, or a profile with allow_"))
        #expect(try MintBaseURL(address, allowsInsecureHTTP: true).isPlaintextRemote)
    }

    @Test(arguments: [
        "https://api.mint.gg", "http://127.0.0.1:80", "http://127.9.9.9", "http://[::1]", "http://localhost",
    ])
    func takesHTTPSAndPlainHTTPToThisMachine(address: String) throws {
        #expect(try !MintBaseURL(address).isPlaintextRemote)
    }

    @Test func queryIsEncoded() throws {
        let url = try MintBaseURL("https://a").url("/v1/worlds", query: [(name: "cursor", value: "a&b=c/ü+ %")])
        #expect(url?.absoluteString == "https://a/v1/worlds?cursor=a%26b%3Dc%2F%C3%BC%2B%20%25")
    }

    @Test(arguments: ["", "v1/me", "//evil.example/v1", "@evil.example/", ":80@evil.example/"])
    func pathCannotLeaveTheServer(path: String) throws {
        #expect(try MintBaseURL("https://a").url(path) == nil)
    }

    @Test(arguments: [
        ("/v1/operations/op_1", "https://a/v1/operations/op_1"), ("https://a/x", "https://a/x"),
        ("operations/op_1", "https://a/mint/operations/op_1"), ("https://b/v1/operations/op_1", nil),
        ("//b/v1", nil), ("http://a/v1", nil), ("file:///v1", nil),
    ])
    func locationIsTakenOnlyOnTheServer(location: String, address: String?) throws {
        #expect(try MintBaseURL("https://a/mint").resolve(location)?.absoluteString == address)
    }
}
