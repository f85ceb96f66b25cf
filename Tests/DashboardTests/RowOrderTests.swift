import FoundationEssentials
import MintDomain
import Testing

@testable import Dashboard

struct RowOrderTests {
    private static func key(_ slot: Int32, _ number: Int) throws -> SortKey {
        let id = try #require(OperationID("op_\(slot)"))
        let row = TrackedOperation(id: id, trackedAt: Date(timeIntervalSince1970: Double(number)))
        return SortKey(value: .none, place: OwnPlace(row))
    }

    @Test func rowsStandWhereASortWouldPutThem() throws {
        var random = SeededRandom(state: 3)
        var order = RowOrder()
        var keys: [Int32: SortKey] = [:]
        var hidden: Set<Int32> = []
        order.show([])
        for round in 0..<600 {
            let slot = Int32.random(in: 0..<40, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                order.remove(slot)
                keys[slot] = nil
            case 1:
                order.hide(slot)
                hidden.insert(slot)
            case 2 where round % 5 == 0:
                let wanted = ListOrder(column: nil, isInverted: Bool.random(using: &random))
                let some = try (Int32(0)..<40).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }.map {
                    (slot: $0, key: try Self.key($0, Int.random(in: 0..<9, using: &random)))
                }
                order.sort(by: wanted, some)
                for (slot, key) in some { keys[slot] = key }
                order.show(order.all.filter { !hidden.contains($0) })
            default:
                let key = try Self.key(slot, Int.random(in: 0..<9, using: &random))
                keys[slot] = key
                hidden.remove(slot)
                if slot % 3 == 0 { hidden.insert(slot) }
                order.put(key, at: slot, isShown: slot % 3 != 0)
            }
            let sorted = keys.sorted { order.order.areInOrder($0.value, $1.value) }.map(\.key)
            #expect(order.all == sorted)
            #expect(order.shown == sorted.filter { !hidden.contains($0) })
            for slot in Int32(0)..<41 { #expect(order.position(of: slot) == order.shown.firstIndex(of: slot)) }
        }
    }
}
