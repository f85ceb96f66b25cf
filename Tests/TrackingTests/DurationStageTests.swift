import Foundation
import MintDomain
import Testing

@testable import Tracking

struct DurationStageTests {
    private func row(_ answers: [(status: OperationStatus, updatedAt: Double?, at: Double)]) throws -> TrackedOperation
    {
        let id = try operationID("op_1")
        var row = TrackedOperation(id: id, trackedAt: date(0))
        for answer in answers {
            row.apply(reading(id, answer.status, updatedAt: answer.updatedAt.map(date)), at: date(answer.at))
        }
        return row
    }

    @Test func theStageBeginsWhereTheServerSaysSo() throws {
        let row = try row([(.queued, 1, 2), (.running, 5, 9)])
        #expect(row.presentStage?.startedAt == date(5))
        #expect(row.presentStage?.stage.status == .running)
        #expect(row.presentStage?.stage.previewSeen == false)
        #expect(row.progress(at: date(3))?.elapsed == .zero)
        #expect(row.progress(at: date(25))?.elapsed == .seconds(20))
    }

    @Test func afterThePreviewItRunsToItsEnd() throws {
        let row = try row([(.running, 1, 2), (.previewReady, 5, 9), (.running, 20, 21)])
        #expect(row.presentStage?.stage.previewSeen == true)
    }

    @Test func afterARevisionItRunsToAnotherPreviewWhichIsNoSampleOfTheFirst() throws {
        var row = try row([(.running, 1, 2), (.previewReady, 5, 9)])
        var answer = reading(row.id, .running, updatedAt: date(20))
        answer.answersRevision = true
        row.apply(answer, at: date(20))
        #expect(row.transitions.map(\.followsRevision) == [false, false, true])
        #expect(row.presentStage?.stage.previewSeen == false)
        var after = row
        after.apply(reading(row.id, .previewReady, updatedAt: date(50)), at: date(50))
        #expect(after.stageEnded(since: row, at: date(50)) == nil)
        after.apply(reading(row.id, .running, updatedAt: date(60)), at: date(60))
        #expect(after.presentStage?.stage.previewSeen == true)
    }

    @Test func aQueueIsJoinedWhenTheOperationWasMade() throws {
        var answer = reading(try operationID("op_1"), .queued, updatedAt: date(30))
        answer.operation.createdAt = date(10)
        var row = TrackedOperation(id: answer.operation.id, trackedAt: date(40))
        row.apply(answer, at: date(40))
        #expect(row.presentStage?.startedAt == date(10))
    }

    @Test func timesOfAServerWhoseClockIsWrongAreTakenByOurs() throws {
        var clock = ServerClock()
        clock.note(date(-3590), sentAt: date(10), receivedAt: date(10))
        var row = TrackedOperation(id: try operationID("op_1"), trackedAt: date(0))
        row.apply(reading(row.id, .running, updatedAt: date(-3595)), at: date(10), by: clock)
        #expect(row.transitions.map(\.at) == [date(4)])
        let before = row
        row.apply(reading(row.id, .previewReady, updatedAt: date(-3545)), at: date(60), by: clock)
        #expect(row.stageEnded(since: before, at: date(60))?.duration == .seconds(50))
    }

    @Test func thereIsNoStageWhereNoDurationMeansAnything() throws {
        #expect(try row([]).presentStage == nil)
        #expect(try row([(.running, nil, 5)]).presentStage == nil)
        #expect(try row([(.running, 1, 5), (.previewReady, 6, 7)]).presentStage == nil)
        #expect(try row([(.running, 1, 5), (.succeeded, 6, 7)]).presentStage == nil)
        #expect(try row([(.running, 1, 5), (.billingRequired, 6, 7), (.running, 8, 9)]).presentStage == nil)
    }

    @Test func aDatedChangeIsASampleToTheSecond() throws {
        let before = try row([(.queued, 1, 2), (.running, 5, 9)])
        var after = before
        after.apply(reading(after.id, .previewReady, updatedAt: date(47)), at: date(60))
        #expect(after.stageEnded(since: before, at: date(60))?.duration == .seconds(42))
        #expect(before.stageEnded(since: before, at: date(60)) == nil)
    }

    @Test func anUndatedChangeIsTakenToLieBetweenTheLooks() throws {
        let before = try row([(.queued, nil, 2), (.running, nil, 10), (.running, nil, 40)])
        var after = before
        after.apply(reading(after.id, .previewReady), at: date(60))
        #expect(after.stageEnded(since: before, at: date(60))?.duration == .seconds(40))
    }
}
