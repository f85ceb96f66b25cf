/// Runs a pattern over texts, byte by byte, and never back: each set of steps it can be in is one state, made when it is
/// first met and remembered.
struct FilterAutomaton {
    /// What the table holds for a byte that was not met yet in a state.
    private static let unknown = Int32.min
    /// The state without any step, made first: from there nothing matches any more.
    private static let dead: Int32 = 0
    private static let matchFlag: UInt8 = 1
    private static let endFlag: UInt8 = 2
    /// More states than this are forgotten and made anew, so that the table stays small.
    private static let stateLimit = 2048

    private struct State {
        /// The steps that read a byte.
        var nodes: [Int]
        var isMatch: Bool
        /// Whether it is one if the text ends here.
        var isMatchAtEnd: Bool
    }

    private let pattern: FilterPattern
    /// Whether a match has to begin where the text begins.
    private let isAnchored: Bool
    private var states: [State] = []
    /// Of each state, whether it is a match, and whether it is one at the end.
    private var flags: [UInt8] = []
    private var numbers: [[Int]: Int32] = [:]
    private var table: [Int32] = []
    private var start: Int32 = 0
    private var marks: [Int]
    private var generation = 0
    /// How many steps were looked at to make states: what makes a pattern slow.
    private(set) var effort = 0

    init(_ pattern: FilterPattern, isAnchored: Bool = false) {
        self.pattern = pattern
        self.isAnchored = isAnchored
        marks = Array(repeating: 0, count: pattern.nodes.count)
        reset()
    }

    /// Whether the text has a match in it.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = start
        if flags[Int(state)] & Self.matchFlag != 0 { return true }
        var position = 0
        while true {
            let (stop, known) = run(text, from: position, state)
            state = known
            guard stop < text.count else { break }
            state = next(state, text[stop])
            if flags[Int(state)] & Self.matchFlag != 0 { return true }
            if state == Self.dead { return false }
            position = stop + 1
        }
        return flags[Int(state)] & Self.endFlag != 0
    }

    /// Goes on as long as the next state is known and neither a match nor the dead one.
    /// - Returns: Where it stopped, the text's length for its end, and the state it is in there.
    private func run(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ state: Int32) -> (Int, Int32) {
        table.withUnsafeBufferPointer { table in
            var state = Int(state)
            var position = start
            while position < text.count {
                let next = Int(table[state << 8 | Int(text[position])])
                // Unknown, dead, and matches, which are negative here, all need another look.
                if next <= 0 { break }
                position += 1
                guard next == state else {
                    state = next
                    continue
                }
                // In a state that leads to itself the next look need not wait for the one before it.
                while position < text.count, Int(table[state << 8 | Int(text[position])]) == state { position += 1 }
            }
            return (position, Int32(state))
        }
    }

    /// Where the longest match from an index on ends; nil where none begins there. For an anchored one.
    mutating func end(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
        var state = index == 0 ? start : number(closure([pattern.first], isBegin: false))
        var end: Int?
        var position = index
        while true {
            let flag = flags[Int(state)]
            if flag & Self.matchFlag != 0 || (position == text.count && flag & Self.endFlag != 0) { end = position }
            guard position < text.count, state != Self.dead else { return end }
            state = next(state, text[position])
            position += 1
        }
    }

    @inline(__always)
    private mutating func next(_ state: Int32, _ byte: UInt8) -> Int32 {
        let known = table[Int(state) << 8 | Int(byte)]
        return known == Self.unknown ? make(after: state, byte) : known < 0 ? -known : known
    }

    private mutating func reset() {
        states = []
        flags = []
        numbers = [:]
        table = []
        _ = number(closure([], isBegin: false))
        start = number(closure([pattern.first], isBegin: true))
    }

    private mutating func make(after state: Int32, _ byte: UInt8) -> Int32 {
        var targets: [Int] = []
        for node in states[Int(state)].nodes {
            effort += 1
            if case .bytes(let bytes, let next) = pattern.nodes[node], bytes.contains(byte) { targets.append(next) }
        }
        if !isAnchored { targets.append(pattern.first) }
        let made = closure(targets, isBegin: false)
        if states.count >= Self.stateLimit {
            // The state before is forgotten with its row; the next one has to be there.
            reset()
            return number(made)
        }
        let number = number(made)
        // A match stands there with a minus, so that a run stops at it.
        table[Int(state) << 8 | Int(byte)] = flags[Int(number)] & Self.matchFlag != 0 ? -number : number
        return number
    }

    /// All steps that can be reached without reading.
    private mutating func closure(_ from: [Int], isBegin: Bool) -> State {
        generation += 1
        var state = State(nodes: [], isMatch: false, isMatchAtEnd: false)
        // Twice, since behind `$` only the end counts.
        visit(from, isBegin: isBegin, isEnd: false) { node in
            switch node {
            case .bytes(let index): state.nodes.append(index)
            case .match: state.isMatch = true
            }
        }
        generation += 1
        visit(from, isBegin: isBegin, isEnd: true) { node in
            if case .match = node { state.isMatchAtEnd = true }
        }
        // `$` itself is only passed at the end, so two sets that differ in it must not be one state.
        state.nodes.sort()
        if state.isMatchAtEnd, !state.isMatch { state.nodes.append(-1) }
        if state.isMatch { state.nodes.append(-2) }
        return state
    }

    private enum Reached {
        case bytes(Int)
        case match
    }

    private mutating func visit(_ from: [Int], isBegin: Bool, isEnd: Bool, _ tell: (Reached) -> Void) {
        var pending = from
        while let index = pending.popLast() {
            guard marks[index] != generation else { continue }
            marks[index] = generation
            effort += 1
            switch pattern.nodes[index] {
            case .bytes: tell(.bytes(index))
            case .match: tell(.match)
            case .fork(let one, let other): pending += [other, one]
            case .begin(let next): if isBegin { pending.append(next) }
            case .end(let next): if isEnd { pending.append(next) }
            }
        }
    }

    /// The number of a state, which is remembered.
    private mutating func number(_ state: State) -> Int32 {
        if let known = numbers[state.nodes] { return known }
        let number = Int32(states.count)
        numbers[state.nodes] = number
        var kept = state
        kept.nodes.removeAll { $0 < 0 }
        states.append(kept)
        flags.append((state.isMatch ? Self.matchFlag : 0) | (state.isMatchAtEnd ? Self.endFlag : 0))
        table += Array(repeating: Self.unknown, count: 256)
        return number
    }
}
