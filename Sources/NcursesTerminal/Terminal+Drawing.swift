import CNcurses
import CTerminal
package import TerminalCore

extension Terminal {
    /// Shows the canvas; only what changed since the last one is sent, and nothing where nothing changed.
    ///
    /// - Parameters:
    ///   - canvas: What to show; cut where it is larger than the screen.
    ///   - cursor: Where to show the cursor; nil hides it.
    package func present(_ canvas: Canvas, cursor: Point? = nil) {
        wanted = (canvas, cursor)
        if presence == .background, mintop_terminal_is_foreground(Self.descriptor) { resume() }
        draw()
    }

    /// Clears the terminal and draws everything again: after something else wrote on it.
    package func redraw() {
        guard presence == .ours else { return }
        screen?.painter.invalidate()
        adoptSize()
        draw()
    }

    /// Sends what is wanted, if the terminal is ours.
    func draw() {
        guard presence == .ours, mintop_terminal_is_foreground(Self.descriptor), let window = screen?.window else {
            return
        }
        let (canvas, cursor) = wanted ?? (Canvas(size: size), nil)
        let hasChanged = screen?.painter.paint(canvas) ?? false
        let place = cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
        var hasMoved = false
        if let place {
            hasMoved = getcurx(window) != Int32(place.column) || getcury(window) != Int32(place.row)
            if hasMoved || hasChanged {
                wmove(window, Int32(place.row), Int32(place.column))
                wnoutrefresh(window)
            }
        }
        // A terminal that knows how shows all of it at once; what ncurses writes is flushed at its end.
        if hasChanged { write(screen?.frameStart ?? []) }
        if hasChanged || hasMoved { doupdate() }
        if hasChanged { write((screen?.painter.linkBytes() ?? []) + (screen?.frameEnd ?? [])) }
        if isCursorShown != (place != nil) {
            isCursorShown = place != nil
            // ERR where the terminal cannot hide its cursor.
            _ = curs_set(isCursorShown ? 1 : 0)
        }
    }

    /// Sets the terminal's title, where it has one; the old one comes back with `close()`, and while another program has the
    /// terminal.
    package func setTitle(_ title: SafeText) {
        self.title = title
        if presence == .ours, mintop_terminal_is_foreground(Self.descriptor) { showTitle() }
    }

    /// Sends the title there is to be, if any, after the terminal has put its own away.
    func showTitle() {
        guard let title, let screen, screen.hasTitle else { return }
        if !hasSetTitle {
            // A crash takes it back too.
            let restore = Array("\u{1B}[23;2t".utf8) + screen.emergencyRestore()
            mintop_guard_arm(false)
            _ = mintop_guard_set_restore(restore, restore.count)
            mintop_guard_arm(true)
            write(Array("\u{1B}[22;2t".utf8))
        }
        hasSetTitle = true
        write(Array("\u{1B}]2;\(title.string)\u{1B}\\".utf8))
    }

    /// Sends sequences that draw nothing and move nothing, between two canvases: the data of pictures.
    ///
    /// Nothing is sent while another program has the terminal, or where its output is not for this process.
    /// - Parameter sequences: Whole escape sequences of this program's own making, never text from outside.
    /// - Returns: Whether they were sent.
    @discardableResult
    package func send(_ sequences: [UInt8]) -> Bool {
        guard presence == .ours, mintop_terminal_is_foreground(Self.descriptor) else { return false }
        write(sequences)
        return true
    }

    /// Sends what calls a person, such as a bell: now, or as soon as the terminal is ours again.
    ///
    /// - Parameter sequences: As for `send`. Of many that wait the newest eight are kept.
    package func call(_ sequences: [UInt8]) {
        guard !send(sequences) else { return }
        waitingCalls = waitingCalls.suffix(7) + [sequences]
    }

    /// Rings, or flashes where the terminal does that instead.
    package func bell() {
        guard presence == .ours else { return }
        beep()
    }

    /// Switches the reports of the mouse on or off; off lets the terminal select text by itself.
    package func setMouse(_ isOn: Bool) {
        guard isOn != usesMouse else { return }
        if presence == .ours, let screen { write(screen.modesOff(mouse: usesMouse) + screen.modesOn(mouse: isOn)) }
        usesMouse = isOn
    }
}
