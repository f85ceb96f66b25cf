import CNcurses
import CTerminal
import TerminalCore

extension Terminal {
    /// Puts the terminal into our modes, for the first time or after `switchModesOff`.
    func switchModesOn(isFirst: Bool) {
        guard let screen else { return }
        var length: Int64 = 0
        if mintop_stderr_redirect(logPath, &length), isFirst { logStart = length }
        mintop_guard_arm(true)
        if !isFirst { reset_prog_mode() }
        write(isFirst ? screen.modesOn(mouse: usesMouse) : screen.modesAgain(mouse: usesMouse))
        showTitle()
    }

    func switchModesOff() {
        guard let screen else { return }
        if hasSetTitle { write(Array("\u{1B}[23;2t".utf8)) }
        hasSetTitle = false
        write(screen.modesOff(mouse: usesMouse))
        endwin()
        // Also from our own copy: ncurses restores the modes it found, which a failed open may have changed.
        mintop_guard_restore_modes()
        mintop_guard_arm(false)
        mintop_stderr_restore()
    }

    /// Hands the terminal to a child process (an editor, a pager): original modes, normal screen, standard error.
    ///
    /// Until `reenter()` nothing is read or drawn, and Ctrl-C goes to the child alone.
    package func leave() {
        guard presence == .ours else { return }
        switchModesOff()
        presence = .lent
    }

    /// Takes the terminal back after `leave()`, redraws, and emits a new size as an event. Keys that were typed before
    /// are dropped, because they were meant for the other program.
    ///
    /// - Parameter beforeInput: Called before any key is read again, so that what it reports precedes every key.
    package func reenter(beforeInput: @Sendable () -> Void = {}) {
        beforeInput()
        guard presence == .lent else { return }
        mintop_terminal_discard_input(Self.descriptor)
        comeBack()
    }

    /// Takes the terminal if this process is in the foreground.
    func comeBack() {
        guard mintop_terminal_is_foreground(Self.descriptor) else {
            // A hang-up also continues the process, which may get only that signal: under nohup, and before its input
            // ends.
            if mintop_terminal_is_gone(Self.descriptor) { return lose() }
            presence = .background
            return
        }
        presence = .ours
        switchModesOn(isFirst: false)
        screen?.painter.invalidate()
        adoptSize()
        draw()
        let calls = waitingCalls
        waitingCalls = []
        for call in calls { write(call) }
    }

    func lose() {
        presence = .gone
        answered(nil)
        endSoon(status: EndReason.hangUp.exitStatus)
        eventSink.yield(.endRequested(.hangUp))
    }

    /// Stops this process as Ctrl-Z does; returns after it was continued.
    ///
    /// Without a shell that could continue it, only the screen is redrawn. Emits `.resumed` afterward.
    package func suspend() {
        let wasOurs = presence == .ours
        if wasOurs { switchModesOff() }
        if wasOurs { presence = .background }
        repeat {
            guard mintop_process_stop() else { break }
            // Continued by `bg`: stop again, like any program that needs its terminal.
        } while presence == .background && !mintop_terminal_is_foreground(Self.descriptor)
            && !mintop_terminal_is_gone(Self.descriptor)
        if wasOurs { resume() }
    }

    /// Takes the terminal after a continue, if possible.
    func resume() {
        comeBack()
        if presence == .ours { eventSink.yield(.resumed) }
    }

    /// Reads the size again and emits a change.
    func adoptSize() {
        guard let size = screen?.adoptSize(), size != self.size else { return }
        self.size = size
        eventSink.yield(.resize(size))
    }

    /// Writes bytes directly, after ncurses has flushed its own.
    func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        // The input reports a lost terminal.
        _ = mintop_guard_write(bytes, bytes.count)
    }
}
