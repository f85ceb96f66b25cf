import DashboardRuntime
import Foundation
import Notifications
import TerminalCore
import TerminalServices
import Testing

@testable import mintop

/// The user's own programs: clipboard, browser, editor and hooks.
@Suite(.timeLimit(.minutes(2))) struct ProgramTests {
    private let folder = TemporaryFolder()

    private var environment: [String: String] {
        [
            "PATH": folder.path + ":/usr/bin:/bin", "HOME": folder.path, "TERM": "xterm", "MINT_API_KEY": "SECRET-1",
            "MINTLIFY_API_KEY": "SECRET-2", "MINTOP_SERVE_KEY": "SECRET-3", "OTHER": "kept",
        ]
    }

    private var recordPath: String { folder.path + "/record" }

    private func install(_ name: String, _ script: String) throws {
        let path = folder.path + "/" + name
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// Installs a program that records its environment.
    private func installRecorder(_ name: String) throws {
        try install(name, "env >'\(recordPath).new'; mv '\(recordPath).new' '\(recordPath)'")
    }

    private func expectNoKeysInRecord() throws {
        let text = try String(contentsOfFile: recordPath, encoding: .utf8)
        #expect(text.contains("OTHER=kept"))
        #expect(!text.contains("SECRET"))
    }

    private func clipboard(_ variables: [String: String]) -> Clipboard {
        Clipboard(environment: environment.merging(variables) { $1 }) { _ in true }
    }

    @Test func aClipboardProgramThatEndsAtOnceLeavesTheTextToTheTerminal() async throws {
        try install("xclip", "exit 1")
        for _ in 0..<50 {
            let result = await clipboard(["DISPLAY": ":99"]).copy(["a text"])
            #expect(result.isCopied)
            #expect(!result.reason.string.contains("xclip"))
        }
    }

    @Test func tmuxWithoutAServerLeavesTheTextToTheTerminal() async throws {
        try install("tmux", "echo 'error connecting to /tmp/tmux-0/default' >&2; exit 1")
        for _ in 0..<50 {
            let result = await clipboard(["TMUX": "/tmp/no-such-server,1,0"]).copy(["a text"])
            #expect(result.isCopied)
        }
    }

    @Test func aClipboardProgramReadsTheWholeText() async throws {
        try install("xclip", "cat >'\(recordPath)'")
        let lines = (0..<2000).map { SafeText("line \($0)") }
        let result = await clipboard(["DISPLAY": ":99"]).copy(lines)
        #expect(result.isCopied)
        #expect(try String(contentsOfFile: recordPath, encoding: .utf8).hasSuffix("line 1999"))
    }

    @Test(arguments: [("xclip", ["DISPLAY": ":99"]), ("tmux", ["TMUX": "/tmp/no-such-server,1,0"])])
    func clipboardProgramsInheritNoKeys(name: String, variables: [String: String]) async throws {
        try installRecorder(name)
        _ = await clipboard(variables).copy(["a text"])
        try expectNoKeysInRecord()
    }

    @Test func theBrowserInheritsNoKeys() async throws {
        try installRecorder("browser")
        let opener = LinkOpener(environment: environment.merging(["BROWSER": "browser"]) { $1 })
        #expect(await opener.open("https://example.com/") == nil)
        try expectNoKeysInRecord()
    }

    @Test func aBrowserThatFailsAtOnceIsNamedWithTheLink() async throws {
        try install("browser", "exit 3")
        let opener = LinkOpener(environment: environment.merging(["BROWSER": "browser"]) { $1 })
        let sentence = await opener.open("https://example.com/")
        #expect(sentence == "\(folder.path)/browser ended with status 3. The link is https://example.com/")
    }

    @Test func theEditorInheritsNoKeys() async throws {
        try installRecorder("editor")
        let editing = TextEditing(environment: environment.merging(["VISUAL": "", "EDITOR": "editor"]) { $1 })
        #expect(try await editing.edit("a text") == "a text")
        try expectNoKeysInRecord()
    }

    @Test func hooksInheritNoKeys() async throws {
        try installRecorder("hook")
        let runner = HookRunner(environment: environment) { Issue.record("\($0)") }
        let notice = Notice(title: "a title", body: "a body")
        runner.add(try #require(HookCall(["hook"], for: notice)))
        let run = Task { await runner.run() }
        while !FileManager.default.fileExists(atPath: recordPath) { await Task.yield() }
        run.cancel()
        await run.value
        try expectNoKeysInRecord()
    }
}
