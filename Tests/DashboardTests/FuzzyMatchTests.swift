@testable import Dashboard
import Testing

struct FuzzyMatchTests {
    @Test(arguments: [
        ("", "anything"), ("app", "approve"), ("prv", "approve"), ("oap", "operation.approve"), ("NP", "next-page"),
    ])
    func lettersInTheirOrderFit(_ query: String, _ name: String) {
        #expect(FuzzyMatch(query, in: name) != nil)
    }

    @Test(arguments: [("x", "approve"), ("vorppa", "approve"), ("approved", "approve"), ("é", "approve")])
    func otherLettersOrAnotherOrderDoNot(_ query: String, _ name: String) {
        #expect(FuzzyMatch(query, in: name) == nil)
    }

    @Test(arguments: [
        ("q", ["q", "q!", "quit"]), ("help", ["help", "half-page-help"]), ("pro", ["profile", "approve"]),
        ("np", ["next-page", "unpack"]), ("arm", ["arm", "disarm"]),
    ])
    func whatIsMeantComesFirst(_ query: String, _ names: [String]) throws {
        let scores = try names.map { try #require(FuzzyMatch(query, in: $0)).score }
        #expect(scores == scores.sorted(by: >))
        #expect(Set(scores).count == scores.count)
    }

    @Test func theTypedLettersAreNamed() {
        #expect(FuzzyMatch("np", in: "next-page")?.positions == [0, 5])
    }
}
