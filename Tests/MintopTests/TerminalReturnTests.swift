import Foundation
import TestTerminal
import Testing

/// The dashboard restores its screen and modes when it gets its terminal back, and ends when the terminal is gone.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TerminalReturnTests {
    /// The state left by a program that was killed: colors, a scrolling region, insert mode, no wrapping, a cursor, the
    /// mouse, and text everywhere.
    private static let mess =
        #"printf '\033[31;44;1m\033[5;10r\033[4h\033[?7l\033[?25h\033[?1003h\033[?2004l\033[?1006l\033[?1049lMESS\n'"#

    @Test func afterTheEditorColorsAndModesAreAsBefore() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let editor = server.folder.path + "/editor"
        try "#!/bin/sh\n\(Self.mess)\ncp \"$1\" \"$1.seen\"; printf ' with a key' >>\"$1\"\n"
            .write(toFile: editor, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
        let terminal = try server.dashboard(environment: ["EDITOR": editor, "VISUAL": ""])
        try terminal.waitFor("● live")
        try terminal.waitFor("No operation is tracked yet.")
        try terminal.send("A brass box", into: "C")
        try terminal.waitFor("A brass box")
        try terminal.send(" with a key")
        try terminal.waitFor("A brass box with a key")
        terminal.settle()
        let (before, modes, kernelModes) = (terminal.screen.cells, terminal.screen.modes, terminal.modes())
        for _ in 0..<" with a key".count { try terminal.send("\u{7F}") }
        try terminal.waitUntil("the shorter prompt") { !$0.text.contains("with a key") }
        terminal.forgetBytes()
        try terminal.send("\u{0F}")
        try terminal.waitForBytes("MESS")
        try expectAgain(before, modes, terminal)
        #expect(terminal.modes() == kernelModes)
        try terminal.send("\u{1B}\u{1B}")
        try terminal.waitUntil("the form to close") { !$0.text.contains("Prompt") }
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func afterTheShellColorsAndModesAreAsBefore() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let environment = server.environment.merging(["PS1": "shell> ", "HISTFILE": "/dev/null"]) { $1 }
        let terminal = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"], environment: environment, columns: 120, rows: 40)
        try terminal.waitFor("shell>")
        try terminal.send("\(BuiltProduct.path("mintop"))\r")
        try terminal.waitFor("● live")
        try terminal.waitFor("No operation is tracked yet.")
        terminal.settle()
        let (before, modes, kernelModes) = (terminal.screen.cells, terminal.screen.modes, terminal.modes())
        try terminal.send("\u{1A}")
        try terminal.waitFor("Stopped")
        try terminal.send("\(Self.mess); printf '\\033[?1049h'\r")
        try terminal.waitUntil("the mess") { $0.isAlternate }
        try terminal.send("fg\r")
        try expectAgain(before, modes, terminal)
        #expect(terminal.modes() == kernelModes)
        try terminal.send("Q")
        try terminal.waitUntil("the shell") { !$0.isAlternate }
        #expect(terminal.screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004]))
    }

    private func expectAgain(_ cells: [[ScreenCell]], _ modes: Set<Int>, _ terminal: PseudoTerminal) throws {
        // `try?`: the comparison below shows more than this failure.
        try? terminal.waitUntil("the screen of before", seconds: 10) {
            visible($0.cells) == visible(cells) && $0.modes == modes
        }
        #expect(terminal.screen.modes == modes)
        let (before, after) = (visible(cells), visible(terminal.screen.cells))
        let differing = before.indices.filter { after[$0] != before[$0] }
        let first = differing.first.map { row in
            zip(before[row], after[row]).filter { $0 != $1 }.prefix(4).map { "\($0) became \($1)" }
        }
        #expect(differing.isEmpty, "\(first ?? [])")
    }

    /// Cells as visible: a blank is neither bold nor dim.
    private func visible(_ cells: [[ScreenCell]]) -> [[ScreenCell]] {
        cells.map { row in
            row.map { cell in
                var cell = cell
                if cell.text == " " {
                    cell.look.attributes.formIntersection([4, 7])
                    if !cell.look.attributes.contains(7) { cell.look.foreground = nil }
                }
                return cell
            }
        }
    }

    /// With `trap '' HUP` the signal is ignored, as under nohup. The hang-up continues a stopped program, which then
    /// finds both at once.
    @Test(arguments: [("", false), ("trap '' HUP; ", false), ("trap '' HUP; ", true)])
    func aTerminalThatIsGoneEndsTheProgramWhetherItIsToldOrNot(trap: String, isStopped: Bool) throws {
        let server = try TestServer("--port", "0", "--in-memory")
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-c", "\(trap)exec \(BuiltProduct.path("mintop"))"], environment: server.environment,
            columns: 120, rows: 40)
        try terminal.waitFor("● live")
        if isStopped { terminal.signal(SIGSTOP) }
        terminal.hangUp()
        #expect(try terminal.waitForExit(seconds: 5) == 129)
    }

    @Test func aTerminalThatNeverTellsItsColorsCostsNoKeyAndNoTime() throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let terminal = try server.dashboard("--theme", "auto")
        try terminal.waitForBytes("\u{1B}]11;?")
        try terminal.send("?")
        try terminal.waitFor("Keys")
        try terminal.send("\u{1B}")
        try terminal.waitUntil("the page to close") { !$0.text.contains("Keys") }
        try terminal.waitFor("● live")
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: ["\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62;4c", "\u{1B}]11;rgb:ff/ff/ff\u{7}\u{1B}[?6c"])
    func colorsThatAreToldLateAreUsedAndTypeNothing(answer: String) throws {
        let server = try TestServer("--port", "0", "--in-memory", "--empty")
        let terminal = try server.dashboard("--theme", "mint-dark,mint-light", "--color", "rgb")
        try terminal.waitFor("● live")
        terminal.settle()
        let (text, ground) = (terminal.screen.text, terminal.screen.cells[20][1].look)
        // In two pieces, as on a slow connection.
        let bytes = Array(answer.utf8)
        try terminal.send(Array(bytes[..<7]))
        _ = terminal.bytesDuring(milliseconds: 60)
        try terminal.send(Array(bytes[7...]))
        try terminal.waitUntil("the light theme") { $0.cells[20][1].look != ground }
        terminal.settle()
        #expect(terminal.screen.text == text)
        // Again, long after the question.
        try terminal.send(answer)
        terminal.settle()
        #expect(terminal.screen.text == text)
        try terminal.send("Q")
        #expect(try terminal.waitForExit() == 0)
    }
}
