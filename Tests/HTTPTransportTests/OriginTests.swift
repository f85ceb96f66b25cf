import Foundation
import HTTPTransport
import Testing

@Suite struct OriginTests {
    @Test(arguments: [
        ("https://API.Mint.gg/v1/me?x", "https://api.mint.gg"), ("http://127.0.0.1:9", "http://127.0.0.1:9"),
        ("https://a:443/", "https://a"), ("http://a:443", "http://a:443"), ("http://[::1]:8080/x", "http://[::1]:8080"),
        ("https://user:word@a/", "https://a"),
    ])
    func addressHasItsOrigin(address: String, text: String) {
        #expect(URL(string: address).flatMap(Origin.init)?.description == text)
    }

    @Test(arguments: ["ftp://a/", "file:///etc/passwd", "/v1/me", "mailto:a@b", "http:///x"])
    func otherAddressHasNone(address: String) {
        #expect(URL(string: address).flatMap(Origin.init) == nil)
    }

    @Test(arguments: [
        ("http://localhost:1", true), ("http://api.mint.localhost", false), ("http://127.9.9.9", true),
        ("http://[::1]", true), ("http://127.0.0.1.example.com", false), ("http://api.mint.gg", false),
        ("http://10.0.0.1", false), ("http://localhost.example.com", false),
    ])
    func loopbackIsKnownByName(address: String, isLoopback: Bool) {
        #expect(URL(string: address).flatMap(Origin.init)?.isLoopback == isLoopback)
    }
}
