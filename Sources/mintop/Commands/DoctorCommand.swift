import ArgumentParser
import ChildPrograms
import CommandOutput
import DashboardRuntime
import Doctor
import Foundation
import MintAPI
import MintDomain
import NcursesTerminal
import Pictures
import Sessions
import TerminalCore
import UserConfiguration
import Wire

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check terminal, settings, files and server, and print how to fix them.",
        usage: "mintop doctor [<options>]",
        discussion: """
            Checks the terminal and the reason for its colors, the locale, the options of tmux, the clipboard, the \
            method for drawing pictures, the settings file, the modes of key files, the store and its file system, the \
            server and its clock. The fix for a problem is on the line below it. The command changes nothing; it sends \
            the server one request, for the owner of the key. Ends with 1 if something does not work.

              mintop doctor --example > ~/.config/mintop/config.yaml
            """)

    @Flag(help: "Print a settings file that explains each setting, and nothing else.") var example = false
    @Flag(help: "Send no request, and start no program that prints a key.") var offline = false
    @Flag(help: "Print one JSON document: mintop.doctor/1.") var json = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            if example {
                for line in Configuration.example.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                    Output.line(SafeText(line))
                }
                return
            }
            let settings = Settings(environment: ProcessInfo.processInfo.environment)
            let findings = await findings(settings)
            json
                ? try Output.document(
                    "mintop.doctor/1", .object(["findings": .array(findings.map(\.document))]))
                : printed(findings, in: .standardOutput(settings.environment))
            if findings.contains(where: { $0.grade == .broken }) { throw ExitCode(1) }
        }
    }

    private func findings(_ settings: Settings) async -> [Finding] {
        let choice = Result { try settings.choice(profile: server.profile, isLocal: server.local) }
            .mapError { $0 as? CommandFailure ?? CommandFailure("\($0)", .usage) }
        let own = SettingsFindings(settings: settings, choice: choice, now: Date())
        let keys = KeyRing(environment: settings.environment, clock: ContinuousClock())
        var findings = await terminal(settings).all + own.programs + own.configuration
        findings += [SettingsFindings.openFiles(ProcessLimits.openFiles)].compactMap(\.self)
        findings += await own.keyFiles(keys)
        findings += own.state
        if !offline, case .success = choice { findings += await serverFindings() }
        return findings
    }

    private func terminal(_ settings: Settings) async -> TerminalFindings {
        let environment = settings.environment
        let configuration = TerminalConfiguration(environment: environment, colors: settings.colors)
        let forecast = Result { () throws(TerminalError) in try TerminalForecast(configuration) }
        var window = winsize()
        let hasSize = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0
        let path = SearchPath(environment: environment)
        return TerminalFindings(
            environment: environment, forecast: forecast,
            size: hasSize ? Size(columns: Int(window.ws_col), rows: Int(window.ws_row)) : nil,
            tmux: (environment["TMUX"] ?? "").isEmpty ? nil : await tmux(path, environment),
            programs: Set(Clipboard.programs.filter { path.file(of: $0) != nil }),
            images: settings.images)
    }

    /// The settings of tmux; nil without an answer within two seconds.
    private func tmux(_ path: SearchPath, _ environment: [String: String]) async -> TmuxSettings? {
        guard let program = path.file(of: "tmux") else { return nil }
        let child = ChildProgram(
            program, ["display-message", "-p", TmuxSettings.question], environment: environment)
        let answer = await limited(to: .seconds(2), late: nil as [UInt8]?) {
            // `try?`: the result nil covers every failure.
            try? await child.run(outputLimit: 4096).output
        }
        return answer.flatMap { TmuxSettings(answer: String(decoding: $0, as: UTF8.self)) }
    }

    private func serverFindings() async -> [Finding] {
        do {
            return try await Session.run(server, isScreen: true) { session in
                let clock = ContinuousClock()
                let start = clock.now
                let account = try await session.client.me()
                return ServerFindings.findings(
                    origin: session.origin, account: account.email ?? account.userID,
                    milliseconds: Int((clock.now - start) / .milliseconds(1)),
                    clockOffset: session.serverClock.value.offset,
                    agent: session.profile.agent.map { "project \($0.project) at \($0.baseURL)" },
                    agentProblem: session.agentProblem)
            }
        } catch {
            return ServerFindings.findings(CommandFailure(describing: error))
        }
    }

    /// Prints each finding, with its fix on the next line.
    private func printed(_ findings: [Finding], in place: Table.Place) {
        let width = findings.map(\.subject.count).max() ?? 0
        for finding in findings {
            let subject = finding.subject + String(repeating: " ", count: width - finding.subject.count)
            Output.finding(finding, subject: subject, in: place)
        }
    }
}
