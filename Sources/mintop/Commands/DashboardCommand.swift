import ArgumentParser
import CommandOutput
import LineDashboard
import Sessions
import UserConfiguration
import Dashboard
import DashboardRuntime
import Foundation
import NcursesTerminal
import Pictures
import TerminalServices
import Theming

extension ColorRequest: ExpressibleByArgument {}
extension ImagesRequest: ExpressibleByArgument {}

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Open the dashboard.", usage: "mintop [dashboard] [<options>]",
        discussion: """
            Shows the tracked operations and jobs, their results, and what needs your decision; ? lists the keys. It \
            needs a terminal with cursor addressing.

            --linear works in every terminal and in pipes, for screen readers, logs and scripts. It prints the tracked \
            operations, then a line for each change, and reads one command per line (help lists them). ACCESSIBLE=1 in \
            the environment does the same.
            """)

    @Option(
        help: ArgumentHelp(
            "A theme by name, a file with a slash in its path, auto, or two of them: DARK,LIGHT.", valueName: "name"),
        completion: .file(extensions: ["yaml"]))
    var theme: String?
    @Option(help: ArgumentHelp("The number of colors. (default: auto)", valueName: "colors")) var color: ColorRequest?
    @Option(help: ArgumentHelp("The method for drawing pictures. (default: auto)", valueName: "method"))
    var images: ImagesRequest?
    @Option(
        help: ArgumentHelp(
            "Seconds (0 to 600) during which z can undo a decision; 0 asks for confirmation. (default: 5)",
            valueName: "seconds"))
    var hold: Int?
    @Flag(help: "Print lines and read commands instead of drawing a screen.") var linear = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            if let hold, !(0...600).contains(hold) {
                throw CommandFailure("--hold takes 0 to 600 seconds; this is \(hold).", .usage)
            }
            let settings = Settings(environment: ProcessInfo.processInfo.environment)
            let isLinear = linear || settings.asksForLines
            guard isLinear || (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) else {
                throw CommandFailure(
                    "The dashboard needs a terminal. Use mintop --linear, or a command such as mintop operations list.",
                    .usage)
            }
            let status = try await show(settings, input: isLinear ? InputLines() : nil)
            if status != 0 { throw ExitCode(status) }
        }
    }

    /// Shows the profiles that the user switches to, one after the other, and returns the exit status. Input selects
    /// line mode; nil a screen.
    ///
    /// - Throws: The error that prevents showing the first profile.
    private func show(_ settings: Settings, input: InputLines?) async throws -> Int32 {
        var (server, previous, problem) = (server, nil as ServerOptions?, nil as String?)
        while true {
            let end: DashboardEnd
            do {
                // Read again for each profile: the file may have changed.
                let settings = Settings(environment: settings.environment)
                var look = try look(settings, server)
                if let problem { look.problems.insert(problem, at: 0) }
                let reread: SettingsFollower.Reading = { [self, server] in
                    let settings = Settings(environment: settings.environment)
                    return (settings, try self.look(settings, server))
                }
                end = try await Session.run(server, isScreen: true) { [look] session in
                    guard let input else {
                        return try await DashboardScreen(
                            session: session, settings: settings, look: look, reread: reread
                        ).run()
                    }
                    return try await LinearScreen(
                        session: session, settings: settings, hold: look.hold, problems: look.problems, input: input
                    ).run()
                }
            } catch {
                // After a failed switch the previous profile is shown again.
                guard let last = previous else { throw error }
                problem = "Not switched: \(error)"
                (server, previous) = (last, nil)
                continue
            }
            problem = nil
            switch end {
            case .quit(let status): return status
            case .switchProfile(let name):
                previous = server
                (server.profile, server.local) = (name, false)
            }
        }
    }

    /// Flags override the profile, which overrides the rest of the settings file. Only an invalid flag stops the start.
    private func look(_ settings: Settings, _ server: ServerOptions) throws -> DashboardLook {
        let configuration = settings.configuration
        let choice = try settings.choice(profile: server.profile, isLocal: server.local)
        var problems = configuration.problems.map(\.description)
        if let doubt = choice.doubt?.description, !problems.contains(doubt) { problems.insert(doubt, at: 0) }
        let keys = settings.keys()
        problems += keys.problems
        let files = ThemeFiles(settings: settings)
        var chosen = try theme.map { try ThemeWish($0, in: files) }
        if chosen == nil, let name = choice.theme ?? configuration.theme {
            do {
                chosen = try ThemeWish(name, in: files)
            } catch {
                problems.append("config.yaml: \(error)")
            }
        }
        return DashboardLook(
            terminal: TerminalConfiguration(
                environment: settings.environment, colors: color ?? settings.colors,
                usesMouse: configuration.mouse ?? true,
                logPath: try settings.stateFolder() + "/stderr.log", link: Self.links(settings.environment)),
            theme: chosen ?? .builtIn, hold: hold.map { .seconds($0) } ?? configuration.hold ?? .seconds(5),
            images: images ?? settings.images,
            keys: keys.map, columns: Self.columns(configuration), problems: problems)
    }

    /// The encoder of links for that terminal; nil if it has none.
    private static func links(
        _ environment: [String: String]
    ) -> (@Sendable (String) -> (opening: [UInt8], closing: [UInt8])?)? {
        let links = Hyperlinks(environment: environment, isTerminal: true)
        guard links.isOn else { return nil }
        return { SafeURL($0).map { (links.opening($0), links.closing) } }
    }

    /// The columns of the lists; the settings file was validated when it was read.
    private static func columns(_ configuration: Configuration) -> [Pane: [ShownColumn]] {
        let panes: [String: Pane] = ["operations": .operations, "worlds": .worlds, "models": .models, "jobs": .jobs]
        let pairs = configuration.columns.compactMap { list, columns -> (Pane, [ShownColumn])? in
            let shown = columns.compactMap { item in
                ListColumn(rawValue: item.name).map { ShownColumn($0, width: item.width) }
            }
            return shown.isEmpty ? nil : panes[list].map { ($0, shown) }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
