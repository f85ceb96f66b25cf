import TestTerminal

extension PseudoTerminal {
    /// Opens a text field with a key, and types into it once it is on the screen.
    func send(_ text: String, into key: String) throws {
        try send(key)
        try waitUntil("a text field") { $0.isCursorShown }
        try send(text)
    }

    /// Presses a key, and again if the first press was refused because the row had just moved under the cursor.
    func press(_ key: String, until text: String) throws {
        let refusal = "came under the cursor just now"
        try send(key)
        try waitUntil(text) { $0.text.contains(text) || $0.text.contains(refusal) }
        guard !screen.text.contains(text) else { return }
        try waitUntil("the refusal to go") { !$0.text.contains(refusal) }
        try send(key)
        try waitFor(text)
    }
}
