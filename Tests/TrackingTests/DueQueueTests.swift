import MintDomain
import Testing

@testable import Tracking

struct DueQueueTests {
    @Test func yieldsByTimeThenByOrder() throws {
        var queue = DueQueue()
        let ids = try operationIDs(4)
        for (order, (id, due)) in zip(ids, [5, 3, 5, 4]).enumerated() {
            queue.set(id, at: DueTime(due: .seconds(due), order: -order))
        }
        queue.set(ids[1], at: DueTime(due: .seconds(6), order: -9))
        var order: [OperationID] = []
        while let first = queue.first {
            order.append(first.id)
            queue.remove(first.id)
        }
        #expect(order == [ids[3], ids[2], ids[0], ids[1]])
    }

    @Test func staysInOrderUnderRandomChanges() throws {
        var random = SystemRandomNumberGenerator()
        var queue = DueQueue()
        var model: [OperationID: DueTime] = [:]
        let ids = try operationIDs(60)
        for order in 0..<3000 {
            let id = try #require(ids.randomElement(using: &random))
            if Bool.random(using: &random) {
                let time = DueTime(due: .seconds(Int.random(in: 0...40, using: &random)), order: order)
                queue.set(id, at: time)
                model[id] = time
            } else {
                #expect(queue.remove(id) == model.removeValue(forKey: id))
            }
            #expect(queue.first?.time == model.values.min())
        }
        #expect(Set(queue.ids) == Set(model.keys))
    }
}
