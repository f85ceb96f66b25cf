import TerminalCore

/// Turns the bytes of a terminal into events; without any I/O and without a clock.
///
/// The bytes are decoded here and not by ncurses, which loses good keys after a malformed byte, obeys escape sequences
/// inside a paste, and knows mouse positions past column 223 on few terminals.
struct InputDecoder {
    /// A paste is cut after this many bytes.
    static let pasteLimit = 1 << 20
    /// A sequence longer than this is nothing a terminal sends; it is left out.
    private static let sequenceLimit = 4096
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    private static let focusGained: [UInt8] = Array("\u{1B}[I".utf8)

    private let sequences: KeySequences
    private let lineFeedIsEnter: Bool
    private var buffer: [UInt8] = []
    /// The pasted bytes so far; nil outside a paste.
    private var paste: [UInt8]?
    /// How many bytes at the end of the buffer may be the beginning of the paste's end marker.
    private var keptTail = 0
    /// What the terminal answered to questions since the last `takeAnswers()`.
    private var answers: [TerminalAnswer] = []
    /// Where the button went down a moment ago.
    private var lastPress: Point?
    /// Whether the terminal got the focus a moment ago: a press then only meant to give it.
    private var hasJustGotFocus = false

    /// - Parameters:
    ///   - sequences: The terminal's own keys, which win over the common ones.
    ///   - lineFeedIsEnter: Whether the terminal's driver turns Enter into a line feed, so that Ctrl-J is Enter too.
    init(sequences: KeySequences = KeySequences(), lineFeedIsEnter: Bool = false) {
        self.sequences = sequences
        self.lineFeedIsEnter = lineFeedIsEnter
    }

    /// How many milliseconds without input decide what is pending; nil where nothing is.
    ///
    /// A lone Escape 25, a sequence that broke off 250, a paste without its end 5000, or 250 where somebody presses Escape
    /// to get out of it: terminals let none into a paste. A press that gave the terminal the focus comes within 150 of
    /// it, and a second press is a double one within 400.
    var patience: Int32? {
        if paste != nil { return buffer == [0x1B] ? 250 : 5000 }
        if !buffer.isEmpty { return buffer.count <= 2 ? 25 : 250 }
        if hasJustGotFocus { return 150 }
        return lastPress == nil ? nil : 400
    }

    /// Decodes what arrived.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        buffer.append(contentsOf: bytes)
        return decode(isFinal: false)
    }

    /// Decides what is pending; to be called when `patience` is over.
    mutating func patienceEnded() -> [TerminalEvent] {
        if paste != nil {
            if buffer != [0x1B] { paste?.append(contentsOf: buffer) }
            buffer = []
            return [endPaste()].compactMap { $0 }
        }
        if buffer.isEmpty {
            (lastPress, hasJustGotFocus) = (nil, false)
            return []
        }
        return decode(isFinal: true)
    }

    /// What the terminal answered since the last call; answers are no events, since nobody but who asked needs them.
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
                if buffer.count - next > Self.sequenceLimit { next = buffer.count }
                break loop
            }
        }
        buffer.removeFirst(min(next, buffer.count) - keptTail)
        keptTail = 0
        return events
    }

    /// Moves bytes into the paste.
    /// - Returns: Where the end marker is over, nil where it has not come.
    private mutating func collectPaste(from start: Int) -> Int? {
        let marker = Self.pasteEnd
        var index = start
        while index < buffer.count {
            if buffer[index] == 0x1B {
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

    /// The pasted text with line feeds for line breaks, which terminals send as carriage returns.
    private mutating func endPaste() -> TerminalEvent? {
        guard let bytes = paste else { return nil }
        paste = nil
        let text = String(decoding: bytes.prefix(Self.pasteLimit), as: UTF8.self)
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && previous != "\r") {
                result.append("\n")
            } else if scalar != "\n" {
                result.append(scalar)
            }
            previous = scalar
        }
        return .paste(String(result))
    }

    /// Tells a double press, and leaves out the press that gave the terminal the focus.
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

    /// What the beginning of some bytes is.
    enum Step: Equatable {
        case event(TerminalEvent, count: Int)
        case skip(Int)
        case pasteBegins(count: Int)
        case incomplete
    }

    /// What the bytes, at least one, begin with; where nothing more is coming (`isFinal`) never `incomplete`.
    private func step(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        guard bytes.first == 0x1B else { return plain(bytes, isFinal: isFinal) }
        if let (key, count) = sequences.match(bytes) { return .event(.key(key), count: count) }
        let rest = bytes.dropFirst()
        switch rest.first {
        case nil: return isFinal ? .event(.key(Key(.escape)), count: 1) : .incomplete
        case 0x1B: return escapeTwice(rest, isFinal: isFinal)
        case UInt8(ascii: "["), UInt8(ascii: "O"):
            return ControlSequence.step(bytes, isFinal: isFinal) ?? alternate(rest, isFinal: isFinal)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return Self.string(bytes, isFinal: isFinal) ?? alternate(rest, isFinal: isFinal)
        default: return alternate(rest, isFinal: isFinal)
        }
    }

    /// Escape before a sequence is Alt with that key (rxvt), and otherwise a key of its own.
    private func escapeTwice(_ rest: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let following = rest.dropFirst().first
        if following == nil, !isFinal { return .incomplete }
        guard following == UInt8(ascii: "[") || following == UInt8(ascii: "O") else {
            return .event(.key(Key(.escape)), count: 1)
        }
        switch step(rest, isFinal: isFinal) {
        case .event(.key(var key), let count):
            key.modifiers.insert(.alt)
            return .event(.key(key), count: count + 1)
        case .incomplete: return .incomplete
        case .event, .skip, .pasteBegins: return .event(.key(Key(.escape)), count: 1)
        }
    }

    /// Escape and a character is that character with Alt.
    private func alternate(_ rest: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        switch plain(rest, isFinal: isFinal) {
        case .event(.key(var key), let count):
            key.modifiers.insert(.alt)
            return .event(.key(key), count: count + 1)
        case .skip(let count): return .skip(count + 1)
        case .event, .pasteBegins, .incomplete: return .incomplete
        }
    }

    private func plain(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        guard let first = bytes.first else { return .incomplete }
        if first == 0x0A, lineFeedIsEnter { return .event(.key(Key(.enter)), count: 1) }
        if let key = Key(controlByte: first) { return .event(.key(key), count: 1) }
        return UTF8Character.step(bytes, isFinal: isFinal)
    }

    /// An answer or a title the terminal sends: left out with its end.
    /// - Returns: nil where it is only the two bytes of Alt and a key.
    private static func string(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step? {
        var index = bytes.startIndex + 2
        while index < bytes.endIndex {
            if bytes[index] == 0x07 { return .skip(index + 1 - bytes.startIndex) }
            if bytes[index] == 0x1B, index + 1 < bytes.endIndex {
                let isEnd = bytes[index + 1] == UInt8(ascii: "\\")
                return .skip(index + (isEnd ? 2 : 0) - bytes.startIndex)
            }
            index += 1
        }
        if !isFinal { return .incomplete }
        return bytes.count == 2 ? nil : .skip(bytes.count)
    }
}
