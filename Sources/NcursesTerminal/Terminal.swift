import CNcurses
import CTerminal
import Synchronization
package import TerminalCore

/// The terminal of this process: draws canvases, tells what happens, and is restored however the program ends.
///
/// One thread of its own owns ncurses; every method runs there, one after another. After `close()`, and while another
/// program has the terminal, drawing does nothing (the newest canvas is kept and drawn on return).
package actor Terminal {
    /// Who has the terminal.
    enum Presence {
        /// It was closed, or never opened.
        case closed
        case ours
        /// A child has it until `reenter()`.
        case lent
        /// A shell has it: this process runs in the background.
        case background
        /// It hung up.
        case gone
    }

    static let descriptor: Int32 = 0
    private static let isInUse = Mutex(false)

    /// Everything that happens, in order; ends with `close()`. For one reader.
    package nonisolated let events: AsyncStream<TerminalEvent>
    let eventSink: AsyncStream<TerminalEvent>.Continuation
    private nonisolated let executor: CursesExecutor
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The terminal's present size.
    package internal(set) var size = Size(columns: 0, rows: 0)
    /// How many colours are used.
    package private(set) var depth = ColorDepth.monochrome
    /// Why so many, as a phrase for people: `256 colours: TERM=xterm-256color`.
    package private(set) var depthReason = ""
    /// Whether characters outside ASCII can be drawn; if not they are drawn as the nearest ASCII character.
    package private(set) var isUnicode = false

    /// Who waits for the colour of the background.
    var backgroundAskers: [CheckedContinuation<TerminalBackground?, Never>] = []
    var screen: TerminalScreen?
    var presence = Presence.closed
    var decoder = InputDecoder()
    var usesMouse = false
    var logPath: String?
    /// The length of the log before it was ours; nil while standard error was not sent there.
    var logStart: Int64?
    var isCursorShown = false
    /// Whether the terminal keeps the title it had before ours.
    var hasSetTitle = false
    /// What the window is to be called; nil for what it was called before.
    var title: SafeText?
    /// What is to be sent as soon as the terminal is ours again, the oldest first.
    var waitingCalls: [[UInt8]] = []
    /// What the screen should show.
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
    /// Ends with the cursor hidden, an empty screen, standard error in the log, and signals as events.
    /// - Throws: Why it cannot be opened; the terminal is then as it was.
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
            // Before newterm, which would install handlers of its own otherwise.
            guard mintop_guard_install(Self.descriptor) else { throw .refused(what: "the terminal's modes") }
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
        decoder = InputDecoder(sequences: opened.sequences, lineFeedIsEnter: opened.lineFeedIsEnter)
        usesMouse = configuration.usesMouse
        logPath = configuration.logPath
        // Longer than the guard takes only for an entry nobody has; the terminal is then restored by `close()` alone.
        let restore = opened.emergencyRestore()
        _ = mintop_guard_set_restore(restore, restore.count)
        screen = opened
        presence = .ours
        switchModesOn(isFirst: true)
    }

    /// Restores the terminal, ends `events`, and sends standard error where it went before; does nothing a second time.
    ///
    /// - Returns: The last lines that were written to standard error meanwhile, at most 20, to be shown to the user.
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

    /// An interrupt was obeyed by something else than the end of the program: the next one does not end it at once.
    package func forgetInterrupt() {
        mintop_signals_forget_end()
    }

    private func release() {
        mintop_guard_remove()
        mintop_signals_remove()
        signals = -1
        Self.isInUse.withLock { $0 = false }
    }

    /// What the thread waits for.
    var interest: CursesExecutor.Interest {
        switch presence {
        case .closed: .init()
        case .ours: .init(input: Self.descriptor, signals: signals, patience: decoder.patience)
        case .lent, .background, .gone: .init(signals: signals)
        }
    }
}
