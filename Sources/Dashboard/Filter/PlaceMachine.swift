/// Runs a program over texts. Running many texts together costs little more per step than running one.
///
/// Each text is followed by a zero, so that no match extends over two texts.
struct PlaceMachine: ~Copyable {
    private let steps: UnsafeMutableBufferPointer<PlaceProgram.Step>
    private let registerCount: Int
    private let effortLimit: Int
    /// The capacity of a register, in words.
    private var room = 64
    private var registers: UnsafeMutablePointer<UInt64>
    /// The number of words of 64 places computed so far: about one nanosecond each.
    private(set) var effort = 0

    /// - Parameters:
    ///   - program: The program to run.
    ///   - effortLimit: The most effort for all texts together. Results beyond it are invalid.
    init(_ program: PlaceProgram, effortLimit: Int = .max) {
        steps = .allocate(capacity: program.steps.count)
        _ = steps.initialize(from: program.steps)
        registerCount = Int(program.registerCount)
        self.effortLimit = effortLimit
        registers = .allocate(capacity: registerCount * room)
    }

    deinit {
        steps.deallocate()
        registers.deallocate()
    }

    /// Whether the results are invalid because the effort limit was exceeded.
    var isExhausted: Bool { effort > effortLimit }

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - bytes: The texts. `PlaceRun.margin` more bytes must be readable; their values do not matter.
    ///   - count: The byte count of the texts, including the zero after each of them.
    ///   - place: The place where reading begins; nil for every place.
    /// - Returns: The run, which is valid until the next run and not longer than the machine.
    mutating func run(_ bytes: UnsafePointer<UInt8>, count: Int, from place: Int? = nil) -> PlaceRun {
        let words = (count + 63) / 64
        if words > room {
            registers.deallocate()
            room = words
            registers = .allocate(capacity: registerCount * room)
        }
        let run = PlaceRun(bytes, registers, count: count)
        run.begin(at: place)
        var next = 0
        while next < steps.count, effort <= effortLimit {
            let step = steps[next]
            next += 1
            effort += words
            switch step.operation {
            case .leave: if run.isEmpty(step.from) { next = Int(step.target) }
            case .again: if run.takeNew(step) { next = Int(step.target) }
            default: run.compute(step)
            }
        }
        return run
    }
}
