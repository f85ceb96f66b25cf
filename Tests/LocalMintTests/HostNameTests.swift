import Testing

@testable import LocalMint

@Suite struct HostNameTests {
    @Test(arguments: [
        ("127.0.0.1:80", true), ("127.0.0.1", true), ("localhost:9", true), ("LOCALHOST", true), ("[::1]:8787", true),
        ("[::1]", true), ("evil.example", false), ("127.0.0.1.evil.example:80", false), ("localhost:x", false),
        ("localhost@evil.example", false), ("", false), (nil, false), ("192.168.0.1", false),
    ])
    func onlyNamesOfThisMachineAreAnswered(authority: String?, isAnswered: Bool) {
        #expect(HostPolicy(.init(storage: .inMemory)).allows(authority) == isAnswered)
    }
}
