import CNcurses
import CTerminal
import TerminalCore

/// The ncurses screen, with how it was opened and how to restore it.
///
/// Belongs to the thread that owns curses.
struct TerminalScreen {
    let window: UnsafeMutablePointer<WINDOW>
    let candidate: TerminalCandidate
    let isUnicode: Bool
    /// Whether the terminal understands the common ANSI sequences.
    let isANSI: Bool
    let hasTitle: Bool
    /// Whether Enter and Ctrl-J are indistinguishable.
    let lineFeedIsEnter: Bool
    let sequences: KeySequences
    var painter: CanvasPainter
    private let screen: OpaquePointer

    /// Opens the first entry that works, in full-screen mode.
    init(
        _ candidates: [TerminalCandidate], isUnicode: Bool, _ configuration: TerminalConfiguration
    ) throws(TerminalError) {
        var opened: (screen: OpaquePointer, candidate: TerminalCandidate)?
        for candidate in candidates {
            // NULL for a missing entry, or one that cannot place a cursor.
            if let screen = mintop_newterm(candidate.name, mintop_guard_output()) {
                opened = (screen, candidate)
                break
            }
        }
        guard let opened, let window = mintop_stdscr() else { throw .noEntry(tried: candidates.map(\.name)) }
        screen = opened.screen
        self.window = window
        self.isUnicode = isUnicode
        var candidate = opened.candidate
        cbreak()
        noecho()
        nonl()
        intrflush(window, false)
        // Makes the terminal send the key sequences of the database.
        keypad(window, true)
        // Input is read here and not by ncurses, which must not delay drawing because input is pending.
        typeahead(-1)
        lineFeedIsEnter = !mintop_terminal_tune(Terminal.descriptor)
        def_prog_mode()
        // ERR if the terminal cannot hide its cursor.
        _ = curs_set(0)
        if candidate.depth != .monochrome, !Self.startColors() {
            candidate.depth = .monochrome
            candidate.reason = "no colors: \(candidate.name) refused them"
        }
        self.candidate = candidate
        isANSI = Self.capability("cup")?.starts(with: [0x1B, UInt8(ascii: "[")]) ?? false
        hasTitle = mintop_flag("XT") || Self.capability("tsl") != nil
        sequences = KeySequences.terminal(Self.capability)
        let encoding = ColorEncoding(depth: candidate.depth)
        painter = CanvasPainter(
            window: window, encoding: encoding,
            glyphs: GlyphEncoding(isUnicode: isUnicode), pairCapacity: mintop_color_pairs(),
            links: LinkPainter(encoding: encoding, sequences: isANSI && isUnicode ? configuration.link : nil))
    }

    private static func startColors() -> Bool {
        guard start_color() == OK, mintop_colors() >= 8 else { return false }
        // Without default colors -1 means black; white on black is the nearest alternative.
        if use_default_colors() != OK { assume_default_colors(7, 0) }
        return true
    }

    /// A string capability of the current entry, without padding.
    static func capability(_ name: String) -> [UInt8]? {
        mintop_capability(name).map { withoutPadding(String(cString: $0)) }
    }

    /// Removes `$<5/>`: delays that only ncurses can make.
    static func withoutPadding(_ text: String) -> [UInt8] {
        Array(text.replacing(/\$<[^>]*>/, with: "").utf8)
    }

    static func entry(_ name: String) -> TerminalEntry? {
        var colors: Int32 = 0
        var hasAlternateScreen = false
        guard !name.isEmpty, mintop_terminfo_probe(name, &colors, &hasAlternateScreen) else { return nil }
        return TerminalEntry(colors: Int(colors), hasAlternateScreen: hasAlternateScreen)
    }

    /// Switches the C library to UTF-8: with the user's locale, or with C.UTF-8 if that is not UTF-8.
    /// - Returns: False if the system has neither.
    static func useUTF8(_ environment: [String: String]) -> Bool {
        if [locale(environment), "C.UTF-8", "en_US.UTF-8"].contains(where: writesUTF8) { return true }
        setlocale(LC_CTYPE, "C")
        return false
    }

    /// The character locale of an environment; empty if none is set.
    static func locale(_ environment: [String: String]) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }

    /// Sets the locale; returns whether the system has it and it is UTF-8.
    static func writesUTF8(_ locale: String) -> Bool {
        guard !locale.isEmpty, setlocale(LC_CTYPE, locale) != nil, let codeset = mintop_codeset() else { return false }
        return String(cString: codeset) == "UTF-8"
    }

    /// The modes besides those of ncurses: bracketed paste, and mouse reports with large positions, motion while a
    /// button is down, and focus changes, so that a click that only focuses is recognized.
    func modesOn(mouse: Bool) -> [UInt8] {
        guard isANSI else { return [] }
        return Array("\u{1B}[?2004h".utf8) + (mouse ? Self.mouseModes.flatMap { Array("\u{1B}[?\($0)h".utf8) } : [])
    }

    /// The modes again after another program, which may have left some of its own on.
    func modesAgain(mouse: Bool) -> [UInt8] {
        keypad(window, true)
        guard isANSI else { return [] }
        let foreign = [1003] + (mouse ? [] : Self.mouseModes)
        return foreign.flatMap { Array("\u{1B}[?\($0)l".utf8) } + modesOn(mouse: mouse)
    }

    func modesOff(mouse: Bool) -> [UInt8] {
        guard isANSI else { return [] }
        let mouse = mouse ? Self.mouseModes.reversed().flatMap { Array("\u{1B}[?\($0)l".utf8) } : []
        return mouse + Array("\u{1B}[?2004l".utf8)
    }

    /// Presses, motion with a button down, large positions, focus.
    private static let mouseModes = [1000, 1002, 1006, 1004]

    /// The start of a synchronized frame (mode 2026); other terminals ignore it.
    var frameStart: [UInt8] { isANSI ? Array("\u{1B}[?2026h".utf8) : [] }
    var frameEnd: [UInt8] { isANSI ? Array("\u{1B}[?2026l".utf8) : [] }

    /// The bytes that restore the terminal when ncurses can no longer be called.
    func emergencyRestore() -> [UInt8] {
        var bytes: [UInt8] = []
        if isANSI {
            for mode in [2026, 1000, 1002, 1003, 1004, 1006, 2004] { bytes += Array("\u{1B}[?\(mode)l".utf8) }
        }
        // Attributes off, keypad off, cursor shown, normal screen.
        for name in ["sgr0", "rmkx", "cnorm", "rmcup"] { bytes += Self.capability(name) ?? [] }
        // Without an alternate screen the shell's prompt would appear in the middle of ours.
        if Self.capability("rmcup") == nil { bytes += Array("\r\n".utf8) }
        return bytes
    }

    /// Passes the window size to ncurses, if known.
    /// - Returns: The current size.
    mutating func adoptSize() -> Size {
        var (columns, rows): (Int32, Int32) = (0, 0)
        if mintop_terminal_size(Terminal.descriptor, &columns, &rows),
            columns != getmaxx(window) || rows != getmaxy(window)
        {
            // Fails only without memory; then the old size stays.
            _ = resizeterm(rows, columns)
            painter.invalidate()
        }
        return Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    }

    /// Closes and frees the screen, which must not be used afterward.
    func close() {
        delscreen(screen)
    }
}
