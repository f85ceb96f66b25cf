import Foundation
import MintDomain
import Testing

@testable import Tracking

struct TrackedOperationReadingTests {
    @Test func anAnswerConfirmsAndClearsTheProblem() throws {
        let id = try operationID("op_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.problem = .unreachable("away")
        row.apply(reading(id, .queued, updatedAt: date(3)), at: date(5))
        #expect(row.confirmedAt == date(5))
        #expect(row.problem == nil)
        #expect(row.rawJSON == #"{"id":"op_1"}"#)
        #expect(row.transitions == [Transition(from: nil, to: .queued, at: date(3))])
    }

    @Test func onlyAChangeOfStatusIsATransition() throws {
        let id = try operationID("op_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.apply(reading(id, .running, updatedAt: date(3)), at: date(5))
        row.apply(reading(id, .running, updatedAt: date(6)), at: date(7))
        row.apply(reading(id, .other("glazing"), updatedAt: date(8)), at: date(9))
        #expect(
            row.transitions == [
                Transition(from: nil, to: .running, at: date(3)),
                Transition(from: .running, to: .other("glazing"), at: date(8)),
            ])
    }

    @Test(arguments: [
        // updatedAt, time of the response, time of the transition; the previous transition was at 100.
        (Double?.some(110), 120.0, 110.0),
        (nil, 120, 120),
        (500, 120, 120),
        (100, 120, 100),
        (90, 120, 120),
        (90, 80, 100),
        (500, 80, 100),
    ])
    func theTimeOfATransitionIsTheServersWhereItCanBe(updatedAt: Double?, answeredAt: Double, expected: Double) throws {
        let id = try operationID("op_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        row.apply(reading(id, .queued, updatedAt: date(100)), at: date(101))
        row.apply(reading(id, .running, updatedAt: updatedAt.map(date)), at: date(answeredAt))
        #expect(row.transitions.last?.at == date(expected))
    }
}
