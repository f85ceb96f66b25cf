import CNcurses
import CTerminal
import Synchronization
package import TerminalCore

/// The terminal of this process: draws canvases, emits events, and is restored however the program ends.
///
/// A dedicated thread owns ncurses; every method runs on it. After `close()`, and while another program has the
/// terminal, drawing only keeps the newest canvas.
package actor Terminal {
    enum Presence {
        /// Closed, or never opened.
        case closed
        case ours
        /// A child process has it until `reenter()`.
        case lent
        /// A shell has it: this process runs in the background.
        case background
        case gone
    }

    static let descriptor: Int32 = 0
    private static let outputDescriptor: Int32 = 1
    private static let isInUse = Mutex(false)

    /// All events in order, for one reader; end with `close()`.
    package nonisolated let events: AsyncStream<TerminalEvent>
    let eventSink: AsyncStream<TerminalEvent>.Continuation
    private nonisolated let executor: CursesExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package internal(set) var size = Size(columns: 0, rows: 0)
    package private(set) var depth = ColorDepth.monochrome
    /// The reason for the depth, as a phrase: `256 colors: TERM=xterm-256color`.
    package private(set) var depthReason = ""
    /// Whether characters outside ASCII can be drawn; otherwise the nearest ASCII characters are used.
    package private(set) var isUnicode = false

    var backgroundAskers: [CheckedContinuation<TerminalBackground?, Never>] = []
    var screen: TerminalScreen?
    var presence = Presence.closed
    var decoder = InputDecoder()
    var usesMouse = false
    var logPath: String?
    /// The length of the log at redirection; nil without a redirection.
    var logStart: Int64?
    var isCursorShown = false
    var hasSetTitle = false
    /// The title of the window; nil for its original one.
    var title: SafeText?
    /// The alerts to send when the terminal is ours again, oldest first.
    var waitingCalls: [[UInt8]] = []
    var wanted: (canvas: Canvas, cursor: Point?)?
    private var signals: Int32 = -1

    private init() throws(TerminalError) {
        executor = try CursesExecutor()
        (events, eventSink) = AsyncStream.makeStream(of: TerminalEvent.self, bufferingPolicy: .unbounded)
        executor.serve(self)
    }

    isolated deinit {
        close()
        executor.stop()
    }

    /// Opens the terminal on standard input and output.
    ///
    /// Hides the cursor, clears the screen, redirects standard error to the log, and turns signals into events.
    /// - Throws: The reason; the terminal is then unchanged.
    package static func open(_ configuration: TerminalConfiguration) async throws(TerminalError) -> Terminal {
        let terminal = try Terminal()
        try await terminal.enter(configuration)
        return terminal
    }

    private func enter(_ configuration: TerminalConfiguration) throws(TerminalError) {
        guard mintop_terminal_is_attached() else { throw .noTerminal }
        let candidates = try TerminalCandidate.all(
            environment: configuration.environment, request: configuration.colors, lookUp: TerminalScreen.entry)
        let wasInUse = Self.isInUse.withLock { isInUse in
            defer { isInUse = true }
            return isInUse
        }
        if wasInUse { throw .alreadyOpen }
        do throws(TerminalError) {
            // Before newterm, which would otherwise install its own handlers.
            guard mintop_guard_install(Self.descriptor, Self.outputDescriptor) else {
                throw .refused(what: "the terminal's modes")
            }
            signals = mintop_signals_install()
            guard signals >= 0 else { throw .refused(what: "a pipe for signals") }
            let isUnicode = TerminalScreen.useUTF8(configuration.environment)
            start(try TerminalScreen(candidates, isUnicode: isUnicode, configuration), configuration)
        } catch {
            release()
            throw error
        }
    }

    private func start(_ opened: TerminalScreen, _ configuration: TerminalConfiguration) {
        var opened = opened
        size = opened.adoptSize()
        depth = opened.candidate.depth
        depthReason = opened.candidate.reason
        isUnicode = opened.isUnicode
        decoder = InputDecoder(
            sequences: opened.sequences, lineFeedIsEnter: opened.lineFeedIsEnter,
            escapeDelay: EscapeDelay(environment: configuration.environment))
        usesMouse = configuration.usesMouse
        logPath = configuration.logPath
        // Too long for the guard only with an unrealiztic entry; then `close()` alone restores the terminal.
        let restore = opened.emergencyRestore()
        _ = mintop_guard_set_restore(restore, restore.count)
        screen = opened
        presence = .ours
        switchModesOn(isFirst: true)
    }

    /// Restores the terminal and standard error, and ends `events`; does nothing when called again.
    ///
    /// - Returns: The last lines written to standard error meanwhile, at most 20, for the user.
    @discardableResult
    package func close() -> [SafeText] {
        guard presence != .closed else { return [] }
        if presence == .ours, mintop_terminal_is_foreground(Self.descriptor) { switchModesOff() }
        presence = .closed
        answered(nil)
        mintop_stderr_restore()
        eventSink.finish()
        screen?.close()
        screen = nil
        release()
        guard let logPath, let logStart else { return [] }
        return StandardErrorLog.lastLines(path: logPath, from: logStart)
    }

    /// Records that an interrupt was handled without ending the program: the next one does not end it at once.
    package func forgetInterrupt() {
        mintop_signals_forget_end()
    }

    /// Gives the program a few seconds to end; then restores the terminal and ends the process with that status.
    package nonisolated func endSoon(status: Int32) {
        mintop_guard_end_within(UInt32(MINTOP_END_SECONDS), status)
    }

    /// Records that the program handled a request to end: it is not stuck.
    package nonisolated func answered() {
        mintop_guard_answered()
    }

    private func release() {
        mintop_guard_remove()
        mintop_signals_remove()
        signals = -1
        Self.isInUse.withLock { $0 = false }
    }

    /// The inputs that the thread waits for.
    var interest: CursesExecutor.Interest {
        switch presence {
        case .closed: .init()
        case .ours: .init(input: Self.descriptor, signals: signals, patience: decoder.patience)
        case .lent, .background, .gone: .init(signals: signals)
        }
    }
}
