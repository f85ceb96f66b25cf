import MintDomain
import Testing

@Suite struct IdentifiersTests {
    @Test(arguments: ["op_1", "A", "0-_z", String(repeating: "a", count: 128)])
    func identifierIsTaken(text: String) {
        #expect(OperationID(text)?.rawValue == text)
        #expect(ResourceID(text)?.description == text)
    }

    @Test(arguments: ["", " ", "a b", "a/b", "a:b", "a.b", "é", "a\n", "%41", String(repeating: "a", count: 129)])
    func otherTextIsNoIdentifier(text: String) {
        #expect(OperationID(text) == nil)
        #expect(ResourceID(text) == nil)
    }

    @Test func identifiersHaveAnOrder() throws {
        let (first, second) = (try #require(OperationID("op_1")), try #require(OperationID("op_2")))
        #expect(first < second)
    }

    @Test(arguments: [("a", true), ("~!", true), ("", false), ("a b", false), ("a\n", false), ("ü", false)])
    func idempotencyKeyFitsAHeader(text: String, isTaken: Bool) {
        #expect((IdempotencyKey(text) != nil) == isTaken)
    }

    @Test func idempotencyKeyHasAtMost255Characters() {
        #expect(IdempotencyKey(String(repeating: "k", count: 255)) != nil)
        #expect(IdempotencyKey(String(repeating: "k", count: 256)) == nil)
    }
}
