/// Makes a program, step by step. Every result has a register of its own.
struct PlaceProgramBuilder {
    /// A program with more steps is no filter a person typed, and would make each look at a text slow.
    static let stepLimit = 2000

    /// What a text alone decides about its places.
    enum Mask: Hashable {
        /// Where one of them stands.
        case bytes(FilterPattern.Bytes)
        /// Where a field begins or ends.
        case begins, ends
    }

    /// A way out of some steps.
    struct Exit {
        fileprivate var leaves: [Int] = []
        fileprivate var known: [Mask: Int32]?
    }

    private(set) var program = PlaceProgram()
    /// The masks that were computed whichever way led here.
    private var known: [Mask: Int32] = [:]

    var isTooLarge: Bool { program.steps.count > Self.stepLimit }

    private mutating func register() -> Int32 {
        program.registerCount += 1
        return program.registerCount - 1
    }

    private mutating func add(_ operation: PlaceProgram.Operation, _ from: Int32, _ with: Int32 = 0) -> Int32 {
        let to = register()
        program.steps.append(PlaceProgram.Step(operation: operation, to: to, from: from, with: with))
        return to
    }

    // MARK: Masks

    mutating func mask(_ mask: Mask) -> Int32 {
        if let known = known[mask] { return known }
        let made: Int32
        switch mask {
        case .bytes(let bytes): made = places(of: bytes)
        case .begins: made = intersection(add(.next, self.mask(.bytes(.zero))), PlaceProgram.all)
        case .ends: made = intersection(self.mask(.bytes(.zero)), PlaceProgram.all)
        }
        known[mask] = made
        return made
    }

    private mutating func places(of bytes: FilterPattern.Bytes) -> Int32 {
        let ranges = bytes.ranges
        let to = register()
        if ranges.count == 1, ranges[0].count == 1 {
            program.steps.append(PlaceProgram.Step(operation: .byte, low: ranges[0].lowerBound, to: to))
            return to
        }
        program.steps.append(PlaceProgram.Step(operation: .none, to: to))
        for range in ranges {
            program.steps.append(
                PlaceProgram.Step(
                    operation: .range, low: range.lowerBound, width: range.upperBound - range.lowerBound, to: to))
        }
        return to
    }

    // MARK: Steps

    mutating func intersection(_ one: Int32, _ other: Int32) -> Int32 { add(.intersection, one, other) }

    mutating func union(_ one: Int32, _ other: Int32) -> Int32 { add(.union, one, other) }

    /// The places after one more byte.
    mutating func read(_ mask: Int32, from places: Int32) -> Int32 { add(.after, places, mask) }

    /// The places after any number of such bytes.
    mutating func along(_ mask: Int32, from places: Int32) -> Int32 { add(.along, places, mask) }

    /// Places inside of a character go to its end.
    mutating func over(_ mask: Int32, from places: Int32) -> Int32 { add(.over, places, mask) }

    /// The places after any number of rounds.
    mutating func rounds<Failure: Error>(
        from places: Int32, _ round: (inout Self, Int32) throws(Failure) -> Int32
    ) throws(Failure) -> Int32 {
        let (all, fresh) = (add(.copy, places), add(.copy, places))
        let target = Int32(program.steps.count)
        let reached = try round(&self, fresh)
        program.steps.append(
            PlaceProgram.Step(operation: .again, to: all, from: reached, with: fresh, target: target))
        return all
    }

    /// What is found ends at some places.
    mutating func find(_ places: Int32) {
        program.steps.append(
            PlaceProgram.Step(operation: .union, to: PlaceProgram.found, from: PlaceProgram.found, with: places))
    }

    /// Goes on where the exit leads if there is no place.
    mutating func leave(_ places: Int32, by exit: inout Exit) {
        exit.leaves.append(program.steps.count)
        // What is computed later is not known to everybody who comes out there.
        exit.known = exit.known ?? known
        program.steps.append(PlaceProgram.Step(operation: .leave, from: places))
    }

    /// The exit leads to what is added next.
    mutating func land(_ exit: Exit) {
        for step in exit.leaves { program.steps[step].target = Int32(program.steps.count) }
        known = exit.known ?? known
    }
}
