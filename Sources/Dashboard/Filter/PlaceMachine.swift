/// Runs a program over texts, many of them together: one step then costs little more for all of them than for one.
///
/// Texts that are run together have a zero behind each of them, so that nothing is found across two.
struct PlaceMachine: ~Copyable {
    private let steps: UnsafeMutableBufferPointer<PlaceProgram.Step>
    private let registerCount: Int
    private let effortLimit: Int
    /// How many words a register has room for.
    private var room = 64
    private var registers: UnsafeMutablePointer<UInt64>
    /// How many words of 64 places the steps have computed so far: about as many nanoseconds.
    private(set) var effort = 0

    /// - Parameters:
    ///   - program: What is run.
    ///   - effortLimit: With more effort than this for all texts together, results are worth nothing.
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

    /// Whether the results are worth nothing.
    var isExhausted: Bool { effort > effortLimit }

    /// Runs the program.
    ///
    /// - Parameters:
    ///   - bytes: The texts. `PlaceRun.margin` bytes behind them can be read, whatever they are.
    ///   - count: How many bytes the texts take, with the zero behind each of them, the last one's too.
    ///   - place: Where reading begins; nil for everywhere.
    /// - Returns: What was found; valid until the next run, and no longer than the machine.
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
