import Foundation
import Testing

@testable import LocalMint

@Suite struct FileLinksTests {
    private static let moment = Date(timeIntervalSince1970: 7_200)
    private static let links = FileLinks(secret: Array(repeating: 7, count: 32), lifetime: 3_600)

    private static func query(_ path: String, _ name: String) -> String? {
        path.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    private static func check(
        _ path: String, _ owner: String, _ name: String, after seconds: Double = 0
    )
        -> FileLinks.Check
    {
        links.check(
            owner, name, expires: query(path, "expires"), signature: query(path, "signature"),
            at: moment + seconds)
    }

    @Test func aLinkStaysTheSameForALifetimeAndIsGoodForUpToTwo() {
        let path = Self.links.path("model_1", "model.glb", at: Self.moment)
        #expect(path.hasPrefix("/files/model_1/model.glb?expires=14400&signature="))
        #expect(Self.links.path("model_1", "model.glb", at: Self.moment + 3_599) == path)
        #expect(Self.links.path("model_1", "model.glb", at: Self.moment + 3_600) != path)
        #expect(Self.check(path, "model_1", "model.glb", after: 7_199) == .good)
        #expect(Self.check(path, "model_1", "model.glb", after: 7_200) == .expired)
    }

    @Test func aLinkIsGoodForItsFileOnly() {
        let path = Self.links.path("model_1", "model.glb", at: Self.moment)
        #expect(Self.check(path, "model_2", "model.glb") == .forged)
        #expect(Self.check(path, "model_1", "model.stl") == .forged)
        #expect(Self.check(path + "A", "model_1", "model.glb") == .forged)
        #expect(Self.check(path.replacing("14400", with: "18000"), "model_1", "model.glb") == .forged)
        #expect(Self.check(path.replacing("14400", with: "014400"), "model_1", "model.glb") == .forged)
        #expect(Self.check(path.replacing("14400", with: "+14400"), "model_1", "model.glb") == .forged)
    }

    @Test func anotherSecretSignsOtherwise() {
        let other = FileLinks(secret: Array(repeating: 8, count: 32), lifetime: 3_600)
        let path = other.path("model_1", "model.glb", at: Self.moment)
        #expect(Self.check(path, "model_1", "model.glb") == .forged)
    }

    /// HMAC-SHA256 of `a\nb\n2` under the key of 32 zeros, by OpenSSL.
    @Test func theSignatureIsAnHMAC() {
        let links = FileLinks(secret: Array(repeating: 0, count: 32), lifetime: 1)
        let path = links.path("a", "b", at: Date(timeIntervalSince1970: 0))
        #expect(path == "/files/a/b?expires=2&signature=Q_t3_P_4to63i1D7AfaCuaijwLHntzZNZv-ouM9f0JY")
    }
}
