import CTerminal
import Synchronization

/// Runs the terminal's jobs on one thread of its own, which otherwise waits for input and signals.
///
/// ncurses is not safe across threads, and reading and drawing share one state; so exactly this thread calls it. With
/// nothing to do the thread sleeps in poll(2) without a time limit.
final class CursesExecutor: SerialExecutor {
    /// What the thread waits for besides jobs; -1 leaves a descriptor out.
    struct Interest {
        var input: Int32 = -1
        var signals: Int32 = -1
        /// Milliseconds until it is to be told that nothing came; nil for no limit.
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

    /// Starts the thread.
    init() throws(TerminalError) {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        guard mintop_pipe_open(&readEnd, &writeEnd) else { throw .refused(what: "a pipe") }
        wakeReadEnd = readEnd
        wakeWriteEnd = writeEnd
        // The thread keeps the executor alive until it ends.
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
    }

    /// Makes the terminal the one that input and signals are told.
    func serve(_ terminal: Terminal) {
        state.withLock { $0.terminal = terminal }
    }

    /// Ends the thread after the jobs that are queued.
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
        let ready = mintop_wait(wakeReadEnd, interest.input, interest.signals, interest.patience ?? -1)
        if ready & Int32(MINTOP_READY_WAKE) != 0 { mintop_pipe_drain(wakeReadEnd) }
        guard let terminal = state.withLock({ $0.terminal }) else { return }
        terminal.assumeIsolated { terminal in
            if ready & Int32(MINTOP_READY_SIGNAL) != 0 { terminal.receiveSignals() }
            if ready & Int32(MINTOP_READY_INPUT) != 0 { terminal.receiveInput() }
            if ready == 0 { terminal.patienceEnded() }
        }
    }
}
