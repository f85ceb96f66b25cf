import CNcurses
import CTerminal
import TerminalCore

extension Terminal {
    /// Puts the terminal into our modes: again after `switchModesOff`, or for the first time.
    func switchModesOn(isFirst: Bool) {
        guard let screen else { return }
        var length: Int64 = 0
        if mintop_stderr_redirect(logPath, &length), isFirst { logStart = length }
        mintop_guard_arm(true)
        if !isFirst { reset_prog_mode() }
        write(isFirst ? screen.modesOn(mouse: usesMouse) : screen.modesAgain(mouse: usesMouse))
        showTitle()
    }

    /// Puts the terminal back into the modes it had before us.
    func switchModesOff() {
        guard let screen else { return }
        if hasSetTitle { write(Array("\u{1B}[23;2t".utf8)) }
        hasSetTitle = false
        write(screen.modesOff(mouse: usesMouse))
        endwin()
        // Once more from our own copy: ncurses restores what it found, which a failed open might have changed.
        mintop_guard_restore_modes()
        mintop_guard_arm(false)
        mintop_stderr_restore()
    }

    /// Hands the terminal to a child (an editor, a pager): restored modes, normal screen, standard error as before.
    ///
    /// Until `reenter()` nothing is read or drawn, and Ctrl-C is the child's alone.
    package func leave() {
        guard presence == .ours else { return }
        switchModesOff()
        presence = .lent
    }

    /// Takes the terminal back after `leave()` and draws everything again; tells a new size as an event.
    package func reenter() {
        guard presence == .lent else { return }
        comeBack()
    }

    /// Takes the terminal if this process may have it.
    func comeBack() {
        guard mintop_terminal_is_foreground(Self.descriptor) else {
            // A hang-up also continues the process, which may hear of that alone: under nohup, and before its input ends.
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

    /// Nobody is behind the terminal any more.
    func lose() {
        presence = .gone
        answered(nil)
        eventSink.yield(.endRequested(.hangUp))
    }

    /// Stops this process as Ctrl-Z does; returns when it was continued.
    ///
    /// Without a shell that could continue it nothing happens but that the screen is drawn again. Afterwards
    /// `.resumed` is told.
    package func suspend() {
        let wasOurs = presence == .ours
        if wasOurs { switchModesOff() }
        if wasOurs { presence = .background }
        repeat {
            guard mintop_process_stop() else { break }
            // Continued by `bg`: without the terminal there is nothing to do, so it stops again like any program that
            // needs one.
        } while presence == .background && !mintop_terminal_is_foreground(Self.descriptor)
            && !mintop_terminal_is_gone(Self.descriptor)
        if wasOurs { resume() }
    }

    /// After the process went on: takes the terminal if it may.
    func resume() {
        comeBack()
        if presence == .ours { eventSink.yield(.resumed) }
    }

    /// Reads the size again and tells it if it changed.
    func adoptSize() {
        guard let size = screen?.adoptSize(), size != self.size else { return }
        self.size = size
        eventSink.yield(.resize(size))
    }

    /// Writes bytes past ncurses, which has sent everything of its own by then.
    func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        // A terminal that is gone is told by its input.
        _ = mintop_terminal_write(1, bytes, bytes.count)
    }
}
