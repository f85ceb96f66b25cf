import MintDomain

/// A due time, with its order among equal ones.
struct DueTime: Sendable, Hashable, Comparable {
    var due: Duration
    var order: Int

    static func < (left: Self, right: Self) -> Bool {
        (left.due, left.order) < (right.due, right.order)
    }
}

/// Operations by due time, earliest first.
///
/// An indexed binary heap: setting and removing cost O(log n), reading the first O(1).
struct DueQueue: Sendable {
    private struct Node {
        var time: DueTime
        var id: OperationID
    }

    private var nodes: [Node] = []
    private var places: [OperationID: Int] = [:]

    var first: (id: OperationID, time: DueTime)? {
        nodes.first.map { ($0.id, $0.time) }
    }

    var ids: [OperationID] { nodes.map(\.id) }

    mutating func set(_ id: OperationID, at time: DueTime) {
        let node = Node(time: time, id: id)
        if let place = places[id] {
            nodes[place] = node
            siftUp(siftDown(place))
        } else {
            places[id] = nodes.count
            nodes.append(node)
            siftUp(nodes.count - 1)
        }
    }

    @discardableResult
    mutating func remove(_ id: OperationID) -> DueTime? {
        guard let place = places[id] else { return nil }
        let time = nodes[place].time
        swap(place, nodes.count - 1)
        nodes.removeLast()
        places[id] = nil
        if place < nodes.count { siftUp(siftDown(place)) }
        return time
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        nodes[left].time < nodes[right].time
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        nodes.swapAt(left, right)
        places[nodes[left].id] = left
        places[nodes[right].id] = right
    }

    private mutating func siftUp(_ start: Int) {
        var place = start
        while place > 0, isBefore(place, (place - 1) / 2) {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func siftDown(_ start: Int) -> Int {
        var place = start
        while true {
            var smallest = place
            for child in [2 * place + 1, 2 * place + 2] where child < nodes.count && isBefore(child, smallest) {
                smallest = child
            }
            if smallest == place { return place }
            swap(place, smallest)
            place = smallest
        }
    }
}
