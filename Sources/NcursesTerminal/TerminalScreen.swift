import CNcurses
import CTerminal
import TerminalCore

/// The screen of ncurses with what belongs to it: how it was opened, what restores it.
///
/// Belongs to the thread that owns curses.
struct TerminalScreen {
    let window: UnsafeMutablePointer<WINDOW>
    let candidate: TerminalCandidate
    let isUnicode: Bool
    /// Whether the terminal understands the escape sequences all present ones share.
    let isANSI: Bool
    let hasTitle: Bool
    /// Whether Enter and Ctrl-J cannot be told apart.
    let lineFeedIsEnter: Bool
    let sequences: KeySequences
    var painter: CanvasPainter
    private let screen: OpaquePointer

    /// Opens the first entry that works, in the modes of a full-screen program.
    init(
        _ candidates: [TerminalCandidate], isUnicode: Bool, _ configuration: TerminalConfiguration
    ) throws(TerminalError) {
        var opened: (screen: OpaquePointer, candidate: TerminalCandidate)?
        for candidate in candidates {
            // NULL for an entry that is missing or cannot place a cursor.
            if let screen = mintop_newterm(candidate.name) {
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
        // Makes the terminal send the key sequences that the database has for it.
        keypad(window, true)
        // Input is read here and not by ncurses, which must not put off drawing because some is waiting.
        typeahead(-1)
        lineFeedIsEnter = !mintop_terminal_tune(Terminal.descriptor)
        def_prog_mode()
        // ERR where the terminal cannot hide its cursor.
        _ = curs_set(0)
        if candidate.depth != .monochrome, !Self.startColors() {
            candidate.depth = .monochrome
            candidate.reason = "no colours: \(candidate.name) refused them"
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
        // Without it -1 means black; then white on black is as near as it gets.
        if use_default_colors() != OK { assume_default_colors(7, 0) }
        return true
    }

    /// A string of the present terminal's entry, without padding.
    static func capability(_ name: String) -> [UInt8]? {
        guard let text = mintop_capability(name) else { return nil }
        return withoutPadding(Array(String(cString: text).utf8))
    }

    /// Leaves out `$<5/>`: pauses that only ncurses itself can make.
    static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// What the database has under a name.
    static func entry(_ name: String) -> TerminalEntry? {
        var colors: Int32 = 0
        var hasAlternateScreen = false
        guard !name.isEmpty, mintop_terminfo_probe(name, &colors, &hasAlternateScreen) else { return nil }
        return TerminalEntry(colors: Int(colors), hasAlternateScreen: hasAlternateScreen)
    }

    /// Switches the C library to UTF-8: with the user's locale, or with C.UTF-8 where that writes something else.
    /// - Returns: false where the system has neither.
    static func useUTF8(_ environment: [String: String]) -> Bool {
        if [locale(environment), "C.UTF-8", "en_US.UTF-8"].contains(where: writesUTF8) { return true }
        setlocale(LC_CTYPE, "C")
        return false
    }

    /// The locale for characters that an environment asks for; empty where it asks for none.
    static func locale(_ environment: [String: String]) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }

    /// Whether the system has the locale and it writes UTF-8; then it is set.
    static func writesUTF8(_ locale: String) -> Bool {
        guard !locale.isEmpty, setlocale(LC_CTYPE, locale) != nil, let codeset = mintop_codeset() else { return false }
        return String(cString: codeset) == "UTF-8"
    }

    /// What is switched on besides ncurses' own modes: bracketed paste, and the mouse with large positions, with its
    /// motion while a button is down, and with the terminal's focus, so that a click that only gives it is told apart.
    func modesOn(mouse: Bool) -> [UInt8] {
        guard isANSI else { return [] }
        return Array("\u{1B}[?2004h".utf8) + (mouse ? Self.mouseModes.flatMap { Array("\u{1B}[?\($0)h".utf8) } : [])
    }

    /// The modes again after another program had the terminal, which may have left some of its own on.
    func modesAgain(mouse: Bool) -> [UInt8] {
        keypad(window, true)
        guard isANSI else { return [] }
        let foreign = [1003] + (mouse ? [] : Self.mouseModes)
        return foreign.flatMap { Array("\u{1B}[?\($0)l".utf8) } + modesOn(mouse: mouse)
    }

    /// Undoes `modesOn`.
    func modesOff(mouse: Bool) -> [UInt8] {
        guard isANSI else { return [] }
        let mouse = mouse ? Self.mouseModes.reversed().flatMap { Array("\u{1B}[?\($0)l".utf8) } : []
        return mouse + Array("\u{1B}[?2004l".utf8)
    }

    /// Presses, motion with a button down for terminals that know it, large positions, the focus.
    private static let mouseModes = [1000, 1002, 1006, 1004]

    /// What holds a terminal back from showing half a frame, mode 2026; others pass over it.
    var frameStart: [UInt8] { isANSI ? Array("\u{1B}[?2026h".utf8) : [] }
    var frameEnd: [UInt8] { isANSI ? Array("\u{1B}[?2026l".utf8) : [] }

    /// Everything that brings the terminal back when ncurses cannot be called any more.
    func emergencyRestore() -> [UInt8] {
        var bytes: [UInt8] = []
        if isANSI {
            for mode in [2026, 1000, 1002, 1003, 1004, 1006, 2004] { bytes += Array("\u{1B}[?\(mode)l".utf8) }
        }
        // Attributes off, keypad off, cursor shown, normal screen.
        for name in ["sgr0", "rmkx", "cnorm", "rmcup"] { bytes += Self.capability(name) ?? [] }
        // Without a screen of its own the shell's prompt would stand in the middle of ours.
        if Self.capability("rmcup") == nil { bytes += Array("\r\n".utf8) }
        return bytes
    }

    /// Tells ncurses the size the kernel knows.
    /// - Returns: The size there is now.
    mutating func adoptSize() -> Size {
        var (columns, rows): (Int32, Int32) = (0, 0)
        if mintop_terminal_size(Terminal.descriptor, &columns, &rows),
            columns != getmaxx(window) || rows != getmaxy(window)
        {
            // Fails only without memory; the old size then stays.
            _ = resizeterm(rows, columns)
            painter.invalidate()
        }
        return Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    }

    /// Gives the screen back and frees it; nothing of it may be used afterwards.
    func close() {
        delscreen(screen)
    }
}
