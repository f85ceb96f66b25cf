/// Builds a program step by step. Every result gets its own register.
struct PlaceProgramBuilder {
    /// The maximum number of steps of a program. More would make every search slow.
    static let stepLimit = 2000

    /// A set of places that depends only on the text.
    enum Mask: Hashable {
        /// The places of these bytes.
        case bytes(FilterPattern.Bytes)
        /// The places where a field begins or ends.
        case begins, ends
    }

    /// A forward jump whose target is not set yet.
    struct Exit {
        fileprivate var leaves: [Int] = []
        fileprivate var known: [Mask: Int32]?
    }

    private(set) var program = PlaceProgram()
    /// The registers of the masks computed on every path to this step.
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

    /// Reads one byte.
    mutating func read(_ mask: Int32, from places: Int32) -> Int32 { add(.after, places, mask) }

    /// Reads any number of bytes.
    mutating func along(_ mask: Int32, from places: Int32) -> Int32 { add(.along, places, mask) }

    /// Moves places within a character to its end.
    mutating func over(_ mask: Int32, from places: Int32) -> Int32 { add(.over, places, mask) }

    /// Repeats steps until they reach no new places.
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

    /// Records places as the ends of matches.
    mutating func find(_ places: Int32) {
        program.steps.append(
            PlaceProgram.Step(operation: .union, to: PlaceProgram.found, from: PlaceProgram.found, with: places))
    }

    /// Jumps to the exit if there is no place.
    mutating func leave(_ places: Int32, by exit: inout Exit) {
        exit.leaves.append(program.steps.count)
        // Masks computed after this step are unknown at the exit.
        exit.known = exit.known ?? known
        program.steps.append(PlaceProgram.Step(operation: .leave, from: places))
    }

    /// Sets the target of the exit to the next step.
    mutating func land(_ exit: Exit) {
        for step in exit.leaves { program.steps[step].target = Int32(program.steps.count) }
        known = exit.known ?? known
    }
}
