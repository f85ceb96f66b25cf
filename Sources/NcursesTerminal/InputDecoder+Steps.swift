import TerminalCore

extension InputDecoder {
    enum Step: Equatable {
        case event(TerminalEvent, count: Int)
        case skip(Int)
        case pasteBegins(count: Int)
        case incomplete
    }

    /// Returns the step for the beginning of one or more bytes. If no more bytes are coming (`isFinal`), a lone Escape
    /// is a key; a started sequence stays incomplete.
    func step(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        guard bytes.first == 0x1B else { return plain(bytes, isFinal: isFinal) }
        if let (key, count) = sequences.match(bytes) { return .event(.key(key), count: count) }
        let rest = bytes.dropFirst()
        switch rest.first {
        case nil: return isFinal ? .event(.key(Key(.escape)), count: 1) : .incomplete
        case 0x1B: return escapeTwice(rest, isFinal: isFinal)
        case UInt8(ascii: "["), UInt8(ascii: "O"): return ControlSequence.step(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return Self.string(bytes)
        default: return alternate(rest, isFinal: isFinal)
        }
    }

    /// Escape before a sequence is Alt with that key (rxvt), otherwise a separate key.
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

    /// Escape and a character make that character with Alt.
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

    /// An answer or a title from the terminal: skipped up to its end, which may also be a control character.
    private static func string(_ bytes: ArraySlice<UInt8>) -> Step {
        for (count, byte) in bytes.enumerated().dropFirst(2) {
            switch byte {
            case 0x07: return .skip(count + 1)
            case 0x1B:
                guard count + 1 < bytes.count else { return .incomplete }
                return .skip(bytes[bytes.startIndex + count + 1] == UInt8(ascii: "\\") ? count + 2 : count)
            case ..<0x20: return .skip(count)
            default: break
            }
        }
        return .incomplete
    }
}
