import CNcurses
import CTerminal
package import TerminalCore

extension Terminal {
    /// Shows the canvas, cut to the size of the screen; sends only changes since the last one. Without a cursor
    /// position, the cursor is hidden.
    package func present(_ canvas: Canvas, cursor: Point? = nil) {
        wanted = (canvas, cursor)
        if presence == .background, mintop_terminal_is_foreground(Self.descriptor) { resume() }
        draw()
    }

    /// Clears the terminal and draws everything again, after another program wrote on it.
    package func redraw() {
        guard presence == .ours else { return }
        screen?.painter.invalidate()
        adoptSize()
        draw()
    }

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
        // Terminals with synchronized output show the frame at once; ncurses flushes at its end.
        if hasChanged { write(screen?.frameStart ?? []) }
        if hasChanged || hasMoved { doupdate() }
        if hasChanged { write((screen?.painter.linkBytes() ?? []) + (screen?.frameEnd ?? [])) }
        if isCursorShown != (place != nil) {
            isCursorShown = place != nil
            // ERR if the terminal cannot hide its cursor.
            _ = curs_set(isCursorShown ? 1 : 0)
        }
    }

    /// Sets the terminal's title if it has one. `close()` restores the old one, as does handing the terminal to another
    /// program.
    package func setTitle(_ title: SafeText) {
        self.title = title
        if presence == .ours, mintop_terminal_is_foreground(Self.descriptor) { showTitle() }
    }

    /// Sends the current title, if any, after the terminal has saved its own.
    func showTitle() {
        guard let title, let screen, screen.hasTitle else { return }
        if !hasSetTitle {
            // A crash restores it too.
            let restore = Array("\u{1B}[23;2t".utf8) + screen.emergencyRestore()
            mintop_guard_arm(false)
            _ = mintop_guard_set_restore(restore, restore.count)
            mintop_guard_arm(true)
            write(Array("\u{1B}[22;2t".utf8))
        }
        hasSetTitle = true
        write(Array("\u{1B}]2;\(title.string)\u{1B}\\".utf8))
    }

    /// Sends whole escape sequences that neither draw nor move the cursor, between two canvases: picture data. They
    /// must be made by this program, never from outside text.
    ///
    /// - Returns: Whether they were sent; false while another program has the terminal, or in the background.
    @discardableResult
    package func send(_ sequences: [UInt8]) -> Bool {
        guard presence == .ours, mintop_terminal_is_foreground(Self.descriptor) else { return false }
        write(sequences)
        return true
    }

    /// Sends an alert such as a bell: now, or as soon as the terminal is ours again. At most the newest eight wait.
    package func call(_ sequences: [UInt8]) {
        guard !send(sequences) else { return }
        waitingCalls = waitingCalls.suffix(7) + [sequences]
    }

    /// Rings, or flashes on terminals that do so instead.
    package func bell() {
        guard presence == .ours else { return }
        beep()
    }

    /// Turns mouse reports on or off; off lets the terminal select text.
    package func setMouse(_ isOn: Bool) {
        guard isOn != usesMouse else { return }
        if presence == .ours, let screen { write(screen.modesOff(mouse: usesMouse) + screen.modesOn(mouse: isOn)) }
        usesMouse = isOn
    }
}
