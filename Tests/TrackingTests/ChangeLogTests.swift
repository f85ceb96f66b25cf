import MintDomain
import Testing

@testable import Tracking

struct ChangeLogTests {
    private func tracked(_ id: OperationID, _ status: OperationStatus) -> TrackedOperation {
        var tracked = TrackedOperation(id: id, trackedAt: date(0))
        tracked.operation = operation(id, status)
        return tracked
    }

    @Test func yieldsOnlyWhatChangedSinceAndEachOnce() throws {
        let ids = try operationIDs(3)
        var log = ChangeLog()
        log.publish(upserted: ids.map { tracked($0, .queued) }, removed: [])
        let first = log.revision
        log.publish(upserted: [tracked(ids[1], .running)], removed: [])
        log.publish(upserted: [tracked(ids[1], .succeeded)], removed: [ids[0]])
        #expect(log.changes(since: first).upserted == [tracked(ids[1], .succeeded)])
        #expect(log.changes(since: first).removed == [ids[0]])
        #expect(log.changes(since: log.revision).upserted.isEmpty)
        #expect(log.changes(since: 0).upserted == [tracked(ids[2], .queued), tracked(ids[1], .succeeded)])
        #expect(log.changes(since: 0).removed.isEmpty)
    }

    @Test func oneThatCameBackIsNotRemoved() throws {
        let id = try operationID("op_1")
        var log = ChangeLog()
        log.publish(upserted: [tracked(id, .queued)], removed: [])
        log.publish(upserted: [tracked(id, .running)], removed: [id])
        #expect(log.changes(since: 1).upserted == [tracked(id, .running)])
        #expect(log.changes(since: 1).removed.isEmpty)
    }

    @Test func aReaderThatLagsBehindGetsEverything() throws {
        let ids = try operationIDs(20)
        var log = ChangeLog()
        log.publish(upserted: ids.map { tracked($0, .queued) }, removed: [])
        var newest: [OperationID: TrackedOperation] = [:]
        for round in 0..<500 {
            let row = tracked(ids[round % 7], .other("round-\(round)"))
            newest[row.id] = row
            log.publish(upserted: [row], removed: [])
        }
        let changes = log.changes(since: 1)
        #expect(Dictionary(uniqueKeysWithValues: changes.upserted.map { ($0.id, $0) }) == newest)
    }
}
