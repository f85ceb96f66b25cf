import CommandOutput
import Foundation
import Pictures
import Sessions
import TerminalCore
import TestTerminal
import Testing

@testable import Doctor
@testable import NcursesTerminal
@testable import mintop

@Suite(.serialized) struct DoctorTests {
    private func findings(
        _ environment: [String: String] = ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
        depth: ColorDepth = .direct, reason: String = "24-bit: COLORTERM says so", isUnicode: Bool = true,
        locale: String = "C.UTF-8", localeIsUTF8: Bool = true, size: Size? = nil, tmux: TmuxSettings? = nil,
        programs: Set<String> = []
    ) -> [Finding] {
        TerminalFindings(
            environment: environment,
            forecast: .success(
                TerminalForecast(
                    entry: "xterm-direct", depth: depth, reason: reason, isUnicode: isUnicode, locale: locale,
                    localeIsUTF8: localeIsUTF8)),
            size: size, tmux: tmux, programs: programs, images: .auto
        ).all
    }

    private let tmux = TmuxSettings(
        version: "3.3a", setClipboard: "external", escapeTime: 25, allowPassthrough: "off",
        clientTerminal: "xterm-256color", passesDirectColors: true)

    private func finding(_ subject: String, in findings: [Finding]) throws -> Finding {
        try #require(findings.first { $0.subject == subject })
    }

    @Test func aGoodTerminalHasNothingToMend() {
        let findings = findings(size: Size(columns: 120, rows: 40))
        #expect(findings.allSatisfy { $0.grade == .fine && $0.remedy == nil }, "\(findings)")
        #expect(
            findings.map(\.subject) == ["terminal", "colors", "locale", "size", "escape", "clipboard", "pictures"])
    }

    @Test(arguments: [
        (["TERM": "xterm-256color", "VTE_VERSION": "7003"], "export COLORTERM=truecolor"),
        (["TERM": "xterm-256color", "VTE_VERSION": "7003", "COLORTERM": "truecolor"], "apt-get install ncurses-term"),
        (["TERM": "xterm-256color", "VTE_VERSION": "7003", "NO_COLOR": "1"], nil),
        (["TERM": "xterm-256color"], nil),
    ]) func missingColorsHaveALineThatBringsThem(_ environment: [String: String], _ remedy: String?) throws {
        let findings = findings(environment, depth: .indexed256, reason: "256 colors: TERM=xterm-256color")
        #expect(try finding("colors", in: findings).remedy == remedy)
    }

    @Test(
        arguments: [
            ([:], "a lone Esc acts after 100 ms", true),
            (["SSH_TTY": "/dev/pts/1"], "a lone Esc acts after 500 ms, because the terminal is remote (SSH)", true),
            (["ESCDELAY": "50"], "a lone Esc acts after 50 ms, set by ESCDELAY", true),
            (
                ["ESCDELAY": "soon"],
                "a lone Esc acts after 100 ms; ESCDELAY is not a number of milliseconds from 10 to 5000", false
            ),
        ] as [([String: String], String, Bool)])
    func theDelayOfEscapeIsNamed(_ environment: [String: String], _ text: String, _ isFine: Bool) throws {
        let found = try finding("escape", in: findings(environment))
        #expect(found.text.string == text)
        #expect((found.grade == .fine) == isFine)
        #expect((found.remedy == nil) == isFine)
    }

    @Test func tooFewOpenFilesAreNamedWithWhatToDo() {
        #expect(SettingsFindings.openFiles(64)?.grade == .fine)
        let found = SettingsFindings.openFiles(40)
        #expect(found?.grade == .broken)
        #expect(
            found?.text.string
                == "mintop may open only 40 files at once and needs 64; raise the hard limit (see `ulimit -Hn`) and start mintop again."
        )
    }

    @Test(
        arguments: [(40, 40, 40), (40, 1000, 1000), (256, 1 << 20, 4096), (8192, 1 << 20, 8192)] as [(UInt, UInt, UInt)]
    )
    func theNumberOfOpenFilesIsRaisedAsFarAsNeeded(soft: UInt, hard: UInt, raised: UInt) {
        #expect(ProcessLimits.raised(soft: soft, hard: hard) == raised)
    }

    @Test func theShortNameOfXtermHidesColors() throws {
        let found = try finding(
            "colors", in: findings(["TERM": "xterm"], depth: .ansi8, reason: "8 colors: TERM=xterm has no more"))
        #expect(found.grade == .note && found.remedy == "export TERM=xterm-256color")
    }

    @Test(arguments: [
        ("", false, true, "export LANG=C.UTF-8"), ("de_DE.ISO-8859-1", false, true, "export LANG=C.UTF-8"),
        ("C.UTF-8", true, true, nil),
        ("C", false, false, "apt-get install locales && localedef -i en_US -f UTF-8 en_US.UTF-8"),
    ]) func theLocaleIsNamedWithWhatMendsIt(
        _ locale: String, _ isUTF8: Bool, _ isUnicode: Bool, _ remedy: String?
    ) throws {
        let found = try finding("locale", in: findings(isUnicode: isUnicode, locale: locale, localeIsUTF8: isUTF8))
        #expect(found.remedy == remedy)
        #expect((found.grade == .fine) == (remedy == nil))
    }

    @Test func tmuxOptionsThatHinderHaveALineEach() {
        var bad = tmux
        (bad.setClipboard, bad.escapeTime, bad.passesDirectColors) = ("off", 500, false)
        let findings = findings(
            ["TERM": "xterm-256color", "TMUX": "/tmp/x,1,0"], depth: .indexed256,
            reason: "256 colors: TERM=xterm-256color", tmux: bad)
        #expect(
            findings.compactMap(\.remedy).prefix(4) == [
                "set -g default-terminal tmux-256color", "set -as terminal-features ',xterm-256color:RGB'",
                "set -sg escape-time 25", "set -g set-clipboard on",
            ])
    }

    @Test func tmuxThatSuitsIsSaidToSuit() throws {
        let findings = findings(["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"], tmux: tmux)
        #expect(try finding("tmux", in: findings).grade == .fine)
        #expect(try finding("terminal", in: findings).text == "TERM=tmux-256color inside tmux 3.3a")
    }

    @Test func theAnswerOfTmuxIsReadAsItComes() {
        let answer = "3.3a\texternal\t500\t0\txterm-256color\tbpaste,RGB,title\n"
        #expect(
            TmuxSettings(answer: answer)
                == TmuxSettings(
                    version: "3.3a", setClipboard: "external", escapeTime: 500, allowPassthrough: "0",
                    clientTerminal: "xterm-256color", passesDirectColors: true))
        for answer in ["", "no server running", "3.3a\texternal\tsoon\t0\tx\ty"] {
            #expect(TmuxSettings(answer: answer) == nil)
        }
    }

    @Test(arguments: [
        (0.0, "ok", "agrees"), (-4.9, "ok", "agrees"), (90.2, "note", "90 s behind"), (-61.0, "note", "61 s ahead of"),
    ]) func clocksThatDisagreeAreNamed(_ offset: Double, _ grade: String, _ words: String) throws {
        let findings = ServerFindings.findings(
            origin: "https://api.mint.gg", account: nil, milliseconds: 80, clockOffset: offset)
        let found = try finding("clock", in: findings)
        #expect(found.grade.rawValue == grade && found.text.string.contains(words), "\(found)")
    }

    @Test func hostileTextOfTheEnvironmentIsNotPrintedRaw() {
        let findings = findings(["TERM": "x\u{1B}[31m\u{202E}y", "TMUX": "a"], locale: "\u{1B}]0;x\u{7}", tmux: tmux)
        for finding in findings {
            #expect(!finding.text.string.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        }
    }

    @Test func wordsForAShellAreQuotedWhereTheyNeedIt() {
        #expect(shellWord("/home/me/.config/mintop") == "/home/me/.config/mintop")
        #expect(shellWord("/home/my self/it's") == "'/home/my self/it'\\''s'")
        #expect(shellWord("") == "''")
    }

    @Test func wrongSettingsAndOpenKeyFilesEndWithOneAndTheirRemedy() throws {
        let folder = TemporaryFolder()
        let settings = folder.path + "/.config/mintop"
        try FileManager.default.createDirectory(atPath: settings, withIntermediateDirectories: true)
        try "hodl: 3\nprofiles:\n  live:\n    api_key_file: ~/live.key\n".write(
            toFile: settings + "/config.yaml", atomically: true, encoding: .utf8)
        try "mint_live_secret".write(toFile: folder.path + "/live.key", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path + "/live.key")
        let result = try mintop("doctor", "--offline", environment: ["HOME": folder.path, "TERM": "xterm-256color"])
        #expect(result.status == 1)
        #expect(result.output.contains("config.yaml:1: “hodl” is not a setting; did you mean “hold”?"))
        #expect(result.output.contains("vi +1 \(settings)/config.yaml"))
        #expect(result.output.contains("chmod 600 ~/live.key"))
        #expect(!result.output.contains("secret") && !result.errors.contains("secret"))
    }

    @Test func theExampleIsASettingsFileWithoutMistakes() throws {
        let folder = TemporaryFolder()
        let settings = folder.path + "/.config/mintop"
        try FileManager.default.createDirectory(atPath: settings, withIntermediateDirectories: true)
        let example = try mintop("doctor", "--example", environment: ["HOME": folder.path])
        #expect(example.status == 0)
        try example.output.write(toFile: settings + "/config.yaml", atomically: true, encoding: .utf8)
        let result = try mintop("doctor", "--offline", environment: ["HOME": folder.path, "TERM": "xterm-256color"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func aServerThatIsNotThereIsToBeMended() throws {
        let folder = TemporaryFolder()
        let result = try mintop(
            "doctor", "--json",
            environment: [
                "HOME": folder.path, "TERM": "xterm-256color", "MINT_API_KEY": "mint_live_abc",
                "MINT_API_BASE_URL": "http://127.0.0.1:1",
            ])
        #expect(result.status == 1)
        #expect(result.output.contains(#""grade":"mend","remedy":null,"subject":"server""#), "\(result.output)")
    }
}
