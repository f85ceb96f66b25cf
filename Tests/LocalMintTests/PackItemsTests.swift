import Testing

@testable import LocalMint

@Suite struct PackItemsTests {
    @Test(arguments: 2...25)
    func everyItemIsAnotherThing(count: Int) {
        let names = PackItems.names(prompt: "anything", count: count, seed: 3)
        #expect(names.count == count && Set(names).count == count)
        #expect(PackItems.names(prompt: "anything", count: count, seed: 3) == names)
    }

    @Test func whatThePromptNamesComesFirst() {
        let names = PackItems.names(prompt: "Two foxes, a boat and some lanterns", count: 4, seed: 1)
        #expect(names.prefix(2) == ["lantern", "boat"])
    }
}
