import TerminalCore

/// Distinguishes typed keys from text pasted without markers, which arrives as different characters in one read. A
/// repeated single key is a held key.
struct KeyBurst {
    /// The maximum number of keys passed on without a pause; more are dropped.
    static let limit = 1 << 20

    private var count = 0

    /// Whether earlier keys count toward the limit.
    var isCounting: Bool { count > 0 }

    /// Joins the characters of one read if they differ.
    mutating func gather(_ events: [TerminalEvent]) -> [TerminalEvent] {
        guard Set(events.lazy.compactMap(\.typedKey)).count > 1 else { return events }
        var result: [TerminalEvent] = []
        var run: [Key] = []
        for event in events {
            if let key = event.typedKey {
                if count < Self.limit { run.append(key) }
                count += 1
                continue
            }
            if !run.isEmpty { result.append(.keys(run)) }
            run = []
            result.append(event)
        }
        if !run.isEmpty { result.append(.keys(run)) }
        return result
    }

    mutating func pause() {
        count = 0
    }
}

extension TerminalEvent {
    /// The key, if pasted text may contain its character.
    fileprivate var typedKey: Key? {
        guard case .key(let key) = self else { return nil }
        if key == .control("j") { return key }
        switch key.code {
        case .character, .enter, .tab: return key.modifiers.isEmpty ? key : nil
        default: return nil
        }
    }
}
