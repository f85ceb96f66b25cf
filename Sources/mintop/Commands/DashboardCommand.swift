import ArgumentParser
import UserConfiguration
import Dashboard
import DashboardRuntime
import Foundation
import HTTPTransport
import MintDomain
import NcursesTerminal
import TerminalCore
import Theming
import Tracking
import TrackingStore

extension ColorRequest: ExpressibleByArgument {}

struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Open the dashboard (the default).")

    @OptionGroup var server: ServerOptions
    @Option(help: "A theme by name, or a file with a slash in its path.") var theme: String?
    @Option(help: "How many colours: auto, none, 16, 256 or rgb. Default: auto.") var color: ColorRequest?
    @Option(
        help: "For how many seconds a decision is held, to be taken back with z; 0 asks about each one. Default: 5.")
    var hold: Int?

    func run() async throws {
        try await reportingFailures {
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw CommandFailure(
                    "The dashboard needs a terminal. Without one, use mintop operations, generate, worlds, models, usage or "
                        + "serve; see mintop --help.", .usage)
            }
            if let hold, !(0...600).contains(hold) {
                throw CommandFailure("--hold takes 0 to 600 seconds; this is \(hold).", .usage)
            }
            let settings = Settings(environment: ProcessInfo.processInfo.environment)
            let look = try look(settings)
            let status = try await Session.run(server, isScreen: true) { session in
                try await session.showDashboard(look, opener: LinkOpener(environment: settings.environment))
            }
            if status != 0 { throw ExitCode(status) }
        }
    }

    /// Flags before the profile, the profile before the rest of the settings file. Only a wrong flag stops the start.
    private func look(_ settings: Settings) throws -> DashboardLook {
        let configuration = settings.configuration
        let choice = try settings.choice(profile: server.profile, isLocal: server.local)
        var problems = configuration.problems.map(\.description)
        if let doubt = choice.doubt?.description, !problems.contains(doubt) { problems.insert(doubt, at: 0) }
        let files = ThemeFiles(settings: settings)
        var chosen = try theme.map(files.theme)
        if chosen == nil, let name = choice.theme ?? configuration.theme {
            do {
                chosen = try files.theme(name)
            } catch {
                problems.append("config.yaml: \(error)")
            }
        }
        let colors = color ?? configuration.color.flatMap { ColorRequest(rawValue: $0.rawValue) } ?? .auto
        return DashboardLook(
            terminal: TerminalConfiguration(
                environment: settings.environment, colors: colors, logPath: try settings.stateFolder() + "/stderr.log"),
            theme: chosen ?? .builtIn, hold: hold.map { .seconds($0) } ?? configuration.hold ?? .seconds(5),
            problems: problems)
    }
}

/// How the dashboard looks and behaves, as flags and settings say.
private struct DashboardLook {
    var terminal: TerminalConfiguration
    var theme: Theme
    /// How long a decision is held; zero asks about each one.
    var hold: Duration
    /// What is wrong with the settings, a sentence each.
    var problems: [String]
}

extension RequestLogLine {
    /// The same for the dashboard.
    fileprivate init(_ entry: RequestLogEntry, at time: Date) {
        let (ending, isFailure): (SafeText, Bool) =
            switch entry.ending {
            case .status(let status): ("\(status)", status >= 400)
            case .failure(let word): (SafeText(word), true)
            }
        self.init(
            at: time, method: SafeText(entry.method.rawValue), path: SafeText(entry.path), ending: ending,
            isFailure: isFailure, milliseconds: Int(entry.milliseconds), attempt: entry.attempt)
    }
}

extension Session {
    /// Opens the terminal, runs the loop, and restores the terminal.
    ///
    /// - Returns: The exit status.
    /// - Throws: `CommandFailure` where there is no usable terminal; `StoreError`.
    fileprivate func showDashboard(_ look: DashboardLook, opener: LinkOpener) async throws -> Int32 {
        await poller.load(try await store.tracked(profile.id))
        await poller.learn(try await storage.stageDurations(limit: 5000).reversed())
        let terminal: Terminal
        do {
            terminal = try await Terminal.open(look.terminal)
        } catch {
            throw CommandFailure("\(error)", .usage)
        }
        let (depth, isUnicode) = (await terminal.depth, await terminal.isUnicode)
        let appearance = Appearance(
            theme: look.theme.quantised(to: depth), borders: isUnicode ? .rounded : .ascii, timeZone: .current)
        let runner = EffectRunner(session: self, terminal: terminal, opener: opener, hold: look.hold)
        let runtime = DashboardRuntime(
            clock: ContinuousClock(), now: { Date() }, appearance: appearance,
            present: { await terminal.present($0, cursor: $1) }, perform: { await runner.perform($0) })
        let rules = DecisionRules(holds: look.hold > .zero, isReadOnly: readOnlyReason != nil)
        let status = await loop(runtime, terminal, rules, problems: look.problems)
        for line in await terminal.close() { Output.note(line) }
        for problem in look.problems { Output.complain(problem) }
        let unanswered = try await store.pendingOutbox(profile.id).count
        if unanswered > 0 {
            Output.note(
                "\(unanswered) unanswered request\(unanswered == 1 ? "" : "s"): sent again, with the same key, at the next start."
            )
        }
        return status
    }

    private func loop(
        _ runtime: DashboardRuntime<ContinuousClock>, _ terminal: Terminal, _ rules: DecisionRules,
        problems: [String]
    ) async -> Int32 {
        let mailbox = Mailbox<Action>()
        if let first = problems.first {
            let more = problems.count > 1 ? " (and \(problems.count - 1) more, shown at the end)" : ""
            mailbox.send(.warned(first + more))
        }
        let isLocal = if case .embedded = profile.server { true } else { false }
        let badge = Badge(name: profile.name, isLocal: isLocal, origin: origin)
        var state = State(badge: badge, size: await terminal.size, now: Date(), decisionRules: rules)
        let effects = startEffects(&state)
        return await withTaskGroup(of: Int32?.self) { [state] group in
            group.addTask { await runtime.run(state, first: effects, mailbox: mailbox) }
            group.addTask {
                await poll()
                return nil
            }
            group.addTask {
                for await event in terminal.events { mailbox.send(.terminal(event)) }
                return nil
            }
            group.addTask {
                await forwardNews(to: mailbox)
                return nil
            }
            group.addTask {
                for await entry in requests { mailbox.send(.requestLogged(RequestLogLine(entry, at: Date()))) }
                return nil
            }
            group.addTask {
                await outbox.run()
                return nil
            }
            group.addTask {
                await recall(into: mailbox)
                return nil
            }
            var status: Int32 = 0
            for await result in group {
                guard let result else { continue }
                status = result
                break
            }
            group.cancelAll()
            return status
        }
    }

    /// Hands over what the poller publishes; only the newest where the screen is slow.
    private func forwardNews(to mailbox: Mailbox<Action>) async {
        var revision = -1
        for await _ in await poller.updates() {
            let changes = await poller.changes(since: max(0, revision))
            revision = changes.revision
            let history = await poller.history
            let forecasts = changes.upserted.compactMap { row in history.forecast(for: row).map { (row.id, $0) } }
            mailbox.send(
                .trackingChanged(
                    TrackingNews(
                        upserted: changes.upserted, removed: changes.removed,
                        forecasts: Dictionary(forecasts) { $1 }, link: changes.link, clock: changes.clock,
                        storeProblem: changes.storeProblem ?? storeProblem)))
        }
    }

    /// Shows what the last start knew, sends again what it left without an answer, offers what it left held, and then
    /// tells every step of the outbox.
    private func recall(into mailbox: Mailbox<Action>) async {
        if let storeProblem { mailbox.send(.storeFailed(storeProblem)) }
        let events = await outbox.events()
        do throws(StoreError) {
            for kind in ResourceKind.allCases {
                guard let stored = try await store.firstPage(of: kind, profile: profile.id) else { continue }
                mailbox.send(.pageRemembered(kind, stored.page))
            }
        } catch {
            mailbox.send(.storeFailed(error.description))
        }
        if readOnlyReason == nil {
            do throws(TrackingStorageError) {
                _ = await outbox.restore(try await abandonedDecisions())
            } catch {
                mailbox.send(.storeFailed(error.description))
            }
        }
        for await event in events { mailbox.send(contentsOf: Action.news(of: event)) }
    }
}
