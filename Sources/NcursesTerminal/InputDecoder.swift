import TerminalCore

/// Converts terminal input to events, without I/O and without a clock.
///
/// The bytes are decoded here rather than by ncurses, which loses valid keys after a malformed byte, obeys escape
/// sequences inside a paste, and supports mouse positions past column 223 on few terminals.
struct InputDecoder {
    /// The maximum size of a paste in bytes; the rest is cut.
    static let pasteLimit = 1 << 20
    /// The maximum length of a sequence; a longer one is dropped.
    private static let sequenceLimit = 4096
    private static let escape: UInt8 = 0x1B
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    private static let focusGained: [UInt8] = Array("\u{1B}[I".utf8)

    let sequences: KeySequences
    let lineFeedIsEnter: Bool
    private let escapeDelay: EscapeDelay
    private var buffer: [UInt8] = []
    /// The pasted bytes so far; nil outside a paste.
    private var paste: [UInt8]?
    /// The number of bytes at the end of the buffer that may start the end marker of the paste.
    private var keptTail = 0
    /// The sequence whose rest is dropped.
    private var late: LateSequence?
    /// Whether the last input was an Escape that became a key by timeout.
    private var hasLoneEscape = false
    private var burst = KeyBurst()
    /// The terminal's answers to queries since the last `takeAnswers()`.
    private var answers: [TerminalAnswer] = []
    private var lastPress: Point?
    /// Whether the terminal just got the focus, perhaps by a click: the next press has no other effect.
    private var hasJustGotFocus = false

    /// - Parameters:
    ///   - sequences: The terminal's own keys, which override the common ones.
    ///   - lineFeedIsEnter: Whether the terminal driver turns Enter into a line feed, so that Ctrl-J is Enter too.
    ///   - escapeDelay: The time a lone Escape waits for the rest of a sequence.
    init(
        sequences: KeySequences = KeySequences(), lineFeedIsEnter: Bool = false,
        escapeDelay: EscapeDelay = EscapeDelay(environment: [:])
    ) {
        self.sequences = sequences
        self.lineFeedIsEnter = lineFeedIsEnter
        self.escapeDelay = escapeDelay
    }

    /// The time in ms without input that resolves pending input; nil if nothing is pending.
    ///
    /// A started sequence has 2000; a paste without its end 5000, or 250 if the user presses Escape to leave it, since
    /// terminals allow no Escape in a paste. A press that focused the terminal comes within 150 of the focus, and a
    /// double press within 400. A pause of 100 ends the count of a burst.
    var patience: Int32? {
        if paste != nil { return buffer == [Self.escape] ? 250 : 5000 }
        if hasBegunSequence { return 2000 }
        if !buffer.isEmpty { return buffer[0] == Self.escape ? Int32(escapeDelay.milliseconds) : 250 }
        if burst.isCounting { return 100 }
        if hasJustGotFocus { return 150 }
        return lastPress == nil ? nil : 400
    }

    /// Whether a sequence, and not a lone Escape, is pending.
    private var hasBegunSequence: Bool {
        guard paste == nil, buffer.first == Self.escape, let second = buffer.dropFirst().first else { return false }
        // Escape before a sequence is Alt with that key.
        return Self.introducers.contains(second == Self.escape ? buffer.dropFirst(2).first ?? 0 : second)
    }

    private static let introducers = Array("[O]PX^_".utf8)

    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        var bytes = Array(bytes)[...]
        dropLateRest(of: &bytes)
        if hasLoneEscape, !bytes.isEmpty {
            hasLoneEscape = false
            takeUpLoneEscape(before: &bytes)
        }
        buffer.append(contentsOf: bytes)
        return burst.gather(decode(isFinal: false))
    }

    /// Resolves pending input; called after `patience`.
    mutating func patienceEnded() -> [TerminalEvent] {
        if paste != nil {
            if buffer != [Self.escape] { paste?.append(contentsOf: buffer) }
            buffer = []
            return [endPaste()].compactMap { $0 }
        }
        if hasBegunSequence {
            late = LateSequence(buffer[...])
            buffer = []
            return []
        }
        if buffer.isEmpty {
            if burst.isCounting { burst.pause() } else { (lastPress, hasJustGotFocus) = (nil, false) }
            return []
        }
        hasLoneEscape = buffer.last == Self.escape
        return decode(isFinal: true)
    }

    private mutating func dropLateRest(of bytes: inout ArraySlice<UInt8>) {
        guard var rest = late else { return }
        let (count, isOver) = rest.drop(bytes)
        bytes = bytes.dropFirst(count)
        late = isOver ? nil : rest
    }

    /// Joins the rest of a sequence to its Escape that already became a key. A key of such a sequence is dropped: it
    /// was not pressed after an Escape.
    private mutating func takeUpLoneEscape(before bytes: inout ArraySlice<UInt8>) {
        guard bytes.count > 1, Self.introducers.contains(bytes[bytes.startIndex]) else { return }
        let whole = [Self.escape] + bytes
        switch step(whole[...], isFinal: false) {
        case .event(.key, let count): bytes = bytes.dropFirst(count - 1)
        case .event, .skip, .pasteBegins: bytes = whole[...]
        case .incomplete where Self.mayBeAnswer(bytes):
            late = LateSequence(whole[...])
            bytes = []
        case .incomplete: break
        }
    }

    /// Whether terminals send such a beginning, without its Escape; otherwise a bracket and a letter are two keys.
    private static func mayBeAnswer(_ bytes: ArraySlice<UInt8>) -> Bool {
        let (first, second) = (bytes[bytes.startIndex], bytes[bytes.startIndex + 1])
        switch first {
        case UInt8(ascii: "["): return true
        case UInt8(ascii: "_"): return second == UInt8(ascii: "G")
        default: return (0x20...0x3F).contains(second)
        }
    }

    /// Returns the terminal's answers since the last call; they are not events, because only the asker needs them.
    mutating func takeAnswers() -> [TerminalAnswer] {
        defer { answers = [] }
        return answers
    }

    private mutating func decode(isFinal: Bool) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        var next = 0
        loop: while next < buffer.count {
            if paste != nil {
                guard let end = collectPaste(from: next) else {
                    next = buffer.count
                    break
                }
                next = end
                if let event = endPaste() { events.append(event) }
                continue
            }
            switch step(buffer[next...], isFinal: isFinal) {
            case .event(let event, let count):
                next += count
                if let event = noted(event) { events.append(event) }
            case .skip(let count):
                if let answer = TerminalAnswer(buffer[next..<(next + count)]) { answers.append(answer) }
                if buffer[next..<(next + count)].elementsEqual(Self.focusGained) { hasJustGotFocus = true }
                next += count
            case .pasteBegins(let count):
                next += count
                paste = []
            case .incomplete:
                if buffer.count - next > Self.sequenceLimit {
                    late = LateSequence(buffer[next...])
                    next = buffer.count
                }
                break loop
            }
        }
        buffer.removeFirst(min(next, buffer.count) - keptTail)
        keptTail = 0
        return events
    }

    /// - Returns: The position after the end marker; nil if it has not come.
    private mutating func collectPaste(from start: Int) -> Int? {
        let marker = Self.pasteEnd
        var index = start
        while index < buffer.count {
            if buffer[index] == Self.escape {
                let rest = buffer[index...].prefix(marker.count)
                if rest.elementsEqual(marker) { return index + marker.count }
                if rest.count < marker.count, marker.starts(with: rest) {
                    keptTail = buffer.count - index
                    return nil
                }
            }
            if (paste?.count ?? 0) < Self.pasteLimit { paste?.append(buffer[index]) }
            index += 1
        }
        return nil
    }

    /// Returns the pasted text with line feeds for the carriage returns that terminals send.
    private mutating func endPaste() -> TerminalEvent? {
        guard let bytes = paste else { return nil }
        paste = nil
        let text = String(decoding: bytes.prefix(Self.pasteLimit), as: UTF8.self)
        return .paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }

    /// Detects double presses, and drops the press that focused the terminal.
    private mutating func noted(_ event: TerminalEvent) -> TerminalEvent? {
        guard case .mouse(let mouse) = event else {
            (lastPress, hasJustGotFocus) = (nil, false)
            return event
        }
        switch mouse.action {
        case .press where hasJustGotFocus:
            hasJustGotFocus = false
            return nil
        case .press where lastPress == mouse.at:
            lastPress = nil
            return .mouse(MouseEvent(.doublePress, at: mouse.at))
        case .press: lastPress = mouse.at
        case .release: break
        case .doublePress, .wheelUp, .wheelDown, .drag: lastPress = nil
        }
        return event
    }
}
