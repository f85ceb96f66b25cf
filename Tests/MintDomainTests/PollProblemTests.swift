import MintDomain
import Testing

@Suite struct PollProblemTests {
    @Test(arguments: [
        (PollProblem.unauthorized("a"), true), (.rateLimited, true), (.unreachable("b"), true), (.gone, false),
        (.unreadable("c"), false), (.refused("d"), false),
    ])
    func problemOfTheServerIsToldFromOneOfAnId(problem: PollProblem, isServerWide: Bool) {
        #expect(problem.isServerWide == isServerWide)
        #expect(!problem.sentence.isEmpty)
    }
}
