import TerminalCore
import Testing

@testable import Dashboard

struct KeyChordTests {
    @Test(arguments: [
        ("a", "a"), ("A", "A"), ("?", "?"), ("-", "-"), ("+", "+"), ("é", "é"), ("Space", "Space"), ("g g", "g g"),
        ("  Ctrl-x   a ", "Ctrl-x a"), ("ctrl+X", "Ctrl-x"), ("C-x", "Ctrl-x"), ("^x", "Ctrl-x"), ("^", "^"),
        ("<c-r>", "Ctrl-r"), ("<", "<"), ("<enter>", "Enter"), ("M-x", "Alt-x"), ("Alt-Enter", "Alt-Enter"),
        ("Shift-a", "A"), ("Shift-Tab", "Shift-Tab"), ("backtab", "Shift-Tab"), ("Ctrl-Space", "Ctrl-@"),
        ("pgdn", "PgDn"), ("PageUp", "PgUp"), ("f5", "F5"), ("↑", "↑"), ("Shift-←", "Shift-←"), ("DEL", "Del"),
        ("Ctrl-Alt-x", "Ctrl-Alt-x"), ("Ctrl-_", "Ctrl-_"),
    ])
    func isReadAsItIsWritten(_ text: String, _ name: String) throws {
        #expect(try KeyChord(parsing: text).name.string == name)
    }

    @Test(arguments: [
        ("", "no key"), ("  ", "no key"), ("ab", "“ab” is no key"), ("g nope", "“nope”"), ("Hyper-a", "“Hyper-a”"),
        ("F25", "“F25”"), ("Ctrl-", "“Ctrl-”"), ("a b c d e", "more than four"), ("Ctrl-c", "the terminal takes it"),
        ("Ctrl-z", "the terminal takes it"), ("Ctrl-i", "write Tab"), ("C-m", "write Enter"), ("^[", "write Esc"),
        ("Ctrl-h", "write Backspace"), ("Ctrl-5", "Ctrl goes with letters"), ("Shift-1", "the character that Shift"),
        ("\u{202E}", "is no key"), ("\u{1B}[A", "is no key"),
    ])
    func whatNoTerminalSendsIsRefused(_ text: String, _ part: String) {
        let error = #expect(throws: KeyTextError.self) { try KeyChord(parsing: text) }
        #expect(error?.reason.contains(part) == true, "\(error?.reason ?? "")")
    }

    @Test(arguments: KeyPreset.allCases) func everyNameThatIsPrintedCanBeRead(_ preset: KeyPreset) throws {
        for chord in preset.map.bindings.flatMap(\.keys) { #expect(try KeyChord(parsing: chord.name.string) == chord) }
    }
}
