import CTerminal
import Synchronization

/// Runs the terminal's jobs on a dedicated thread, which otherwise waits for input and signals.
///
/// ncurses is not thread-safe, and reading and drawing share its state; only this thread calls it. An idle thread
/// sleeps in poll(2) without a timeout.
final class CursesExecutor: SerialExecutor {
    /// The inputs that the thread waits for besides jobs; -1 leaves a descriptor out.
    struct Interest {
        var input: Int32 = -1
        var signals: Int32 = -1
        /// The time in ms after the last input when the terminal is notified; nil for never.
        var patience: Int32?
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var thread: UInt64?
        var isStopped = false
        weak var terminal: Terminal?
    }

    private let state = Mutex(State())
    private let wakeReadEnd: Int32
    private let wakeWriteEnd: Int32
    private let timer: Int32

    init() throws(TerminalError) {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        guard mintop_pipe_open(&readEnd, &writeEnd) else { throw .refused(what: "a pipe") }
        wakeReadEnd = readEnd
        wakeWriteEnd = writeEnd
        timer = mintop_timer_open()
        guard timer >= 0 else { throw .refused(what: "a timer") }
        // The thread retains the executor until it ends.
        let context = Unmanaged.passRetained(self)
        let isStarted = mintop_thread_start(
            { context in
                guard let context else { return }
                Unmanaged<CursesExecutor>.fromOpaque(context).takeRetainedValue().run()
            }, context.toOpaque())
        guard isStarted else {
            context.release()
            throw .refused(what: "a thread")
        }
    }

    deinit {
        mintop_descriptor_close(wakeReadEnd)
        mintop_descriptor_close(wakeWriteEnd)
        mintop_descriptor_close(timer)
    }

    /// Sets the terminal that receives input and signals.
    func serve(_ terminal: Terminal) {
        state.withLock { $0.terminal = terminal }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        mintop_pipe_notify(wakeWriteEnd)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1
        }
        if isFirst { mintop_pipe_notify(wakeWriteEnd) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "the terminal is used from another thread than its own")
    }

    func isIsolatingCurrentContext() -> Bool? {
        state.withLock { $0.thread } == mintop_thread_id()
    }

    private func run() {
        state.withLock { $0.thread = mintop_thread_id() }
        while true {
            let (jobs, isStopped) = state.withLock { state in
                defer { state.jobs = [] }
                return (state.jobs, state.isStopped)
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if !jobs.isEmpty { continue }
            if isStopped { return }
            wait()
        }
    }

    private func wait() {
        let interest = state.withLock { $0.terminal }?.assumeIsolated { $0.interest } ?? Interest()
        let ready = mintop_wait(
            wakeReadEnd, interest.input, interest.signals, interest.patience == nil ? -1 : timer)
        func isReady(_ what: Int) -> Bool { ready & Int32(what) != 0 }
        if isReady(MINTOP_READY_WAKE) { mintop_pipe_drain(wakeReadEnd) }
        guard let terminal = state.withLock({ $0.terminal }) else { return }
        terminal.assumeIsolated { terminal in
            if isReady(MINTOP_READY_SIGNAL) { terminal.receiveSignals() }
            if isReady(MINTOP_READY_INPUT) {
                terminal.receiveInput()
            } else if isReady(MINTOP_READY_TIMER) {
                terminal.patienceEnded()
            } else {
                return
            }
            // Only here: drawing a frame meanwhile must not delay the end of a key.
            mintop_timer_set(timer, terminal.interest.patience ?? 0)
        }
    }
}
