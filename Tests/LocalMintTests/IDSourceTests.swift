import Testing

@testable import LocalMint

@Suite struct IDSourceTests {
    @Test func aSeedRepeatsItsIdsAndNoSeedDoesNot() {
        let (first, second) = (IDSource(seed: 5), IDSource(seed: 5))
        #expect(first.make("op_") == second.make("op_"))
        #expect(IDSource(seed: nil).make("op_") != IDSource(seed: nil).make("op_"))
        #expect(Set((0..<2_000).map { _ in first.make("op_") }).count == 2_000)
        #expect(first.make("op_").wholeMatch(of: /op_[A-Za-z0-9]{16}/) != nil)
    }
}
