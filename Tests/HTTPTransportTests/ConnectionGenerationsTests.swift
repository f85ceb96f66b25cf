import Testing

@testable import HTTPTransport

struct ConnectionGenerationsTests {
    private var generations = ConnectionGenerations()

    @Test mutating func answersKeepTheGeneration() {
        let lease = generations.began(isRepeatable: true, now: .zero)
        generations.answered(lease, now: .seconds(1))
        #expect(generations.ended(lease, missedDeadline: false) == nil)
        #expect(generations.current == 0)
    }

    @Test mutating func aMissedDeadlineRetiresTheGenerationAndClosesIt() {
        let lease = generations.began(isRepeatable: true, now: .zero)
        #expect(generations.ended(lease, missedDeadline: true) == 0)
        #expect(generations.isClosed(lease))
        #expect(generations.began(isRepeatable: true, now: .seconds(10)).generation == 1)
    }

    @Test mutating func aDeadGenerationIsClosedUnderRequestsThatMayBeSentAgain() {
        let missed = generations.began(isRepeatable: true, now: .zero)
        let other = generations.began(isRepeatable: true, now: .seconds(1))
        #expect(generations.ended(missed, missedDeadline: true) == 0)
        #expect(generations.isClosed(other))
        #expect(generations.ended(other, missedDeadline: false) == nil)
    }

    @Test mutating func aRequestThatMayNotBeSentAgainKeepsItsConnection() {
        let once = generations.began(isRepeatable: false, now: .zero)
        let missed = generations.began(isRepeatable: true, now: .seconds(1))
        #expect(generations.ended(missed, missedDeadline: true) == nil)
        #expect(!generations.isClosed(once))
        #expect(generations.began(isRepeatable: true, now: .seconds(12)).generation == 1)
        #expect(generations.ended(once, missedDeadline: true) == 0)
        #expect(generations.current == 1)
    }

    @Test mutating func aGenerationThatAnsweredMeanwhileIsClosedAfterItsLastRequest() {
        let missed = generations.began(isRepeatable: true, now: .zero)
        let other = generations.began(isRepeatable: true, now: .seconds(1))
        let answered = generations.began(isRepeatable: true, now: .seconds(2))
        generations.answered(answered, now: .seconds(3))
        #expect(generations.ended(answered, missedDeadline: false) == nil)
        #expect(generations.ended(missed, missedDeadline: true) == nil)
        #expect(generations.ended(other, missedDeadline: false) == 0)
    }

    @Test mutating func anAnswerBeforeTheMissedRequestIsNoSignOfLife() {
        let first = generations.began(isRepeatable: true, now: .zero)
        generations.answered(first, now: .seconds(1))
        _ = generations.ended(first, missedDeadline: false)
        let missed = generations.began(isRepeatable: true, now: .seconds(5))
        _ = generations.began(isRepeatable: true, now: .seconds(6))
        #expect(generations.ended(missed, missedDeadline: true) == 0)
    }
}
