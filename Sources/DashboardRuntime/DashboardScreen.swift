import AssetFiles
import CommandOutput
package import Dashboard
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
package import NcursesTerminal
import Notifications
package import Pictures
package import Sessions
import TerminalCore
import Theming
import Tracking
import TrackingStore

/// The appearance and behavior of the dashboard, from flags and settings.
package struct DashboardLook {
    package var terminal: TerminalConfiguration
    package var theme: ThemeWish
    /// The undo window of decisions; with zero, each one is confirmed instead.
    package var hold: Duration
    package var images: ImagesRequest
    package var keys: KeyMap
    /// The configured columns, by list.
    package var columns: [Pane: [ShownColumn]]
    /// The problems of the settings, one sentence each.
    package var problems: [String]

    package init(
        terminal: TerminalConfiguration, theme: ThemeWish, hold: Duration, images: ImagesRequest, keys: KeyMap,
        columns: [Pane: [ShownColumn]], problems: [String]
    ) {
        self.terminal = terminal
        self.theme = theme
        self.hold = hold
        self.images = images
        self.keys = keys
        self.columns = columns
        self.problems = problems
    }
}

/// The dashboard of one session on the terminal of this process.
package struct DashboardScreen {
    package let session: Session
    package let settings: Settings
    package let look: DashboardLook
    /// Reads the settings file again.
    package let reread: SettingsFollower.Reading

    package init(session: Session, settings: Settings, look: DashboardLook, reread: @escaping SettingsFollower.Reading)
    {
        self.session = session
        self.settings = settings
        self.look = look
        self.reread = reread
    }

    /// The parts of one run.
    private struct Parts {
        let terminal: Terminal
        let depth: ColorDepth
        let isUnicode: Bool
        let ground: TerminalGround
        let appearance: SharedAppearance
        let mailbox: Mailbox<Action>
        /// The mintop folder of `XDG_STATE_HOME`.
        let folder: String
        let telling: Telling
        let runner: EffectRunner

        /// Nil without pictures.
        var pictures: PictureDesk? { runner.pictures }
    }

    /// Opens the terminal, runs the loop, and restores the terminal.
    ///
    /// - Throws: `CommandFailure` without a usable terminal; `StoreError`.
    package func run() async throws -> DashboardEnd {
        for service in session.services { try await service.loadFirst() }
        let parts = try await open()
        let follower = SettingsFollower(
            environment: settings.environment, appearance: parts.appearance, notifier: parts.telling.notifier,
            ground: parts.ground, depth: parts.depth, read: reread)
        let mailbox = parts.mailbox
        let end = await withTaskGroup(of: Void.self) { group in
            if parts.pictures != nil { group.addTask { await parts.runner.previews.run() } }
            group.addTask { await parts.telling.run { mailbox.send($0) } }
            group.addTask { await follower.run(from: look) { mailbox.send($0) } }
            group.addTask {
                await adoptLateAnswer(parts.ground, of: parts.terminal, parts.appearance) { mailbox.send($0) }
            }
            let themes = settings.configFolder().map { $0 + "/themes" }
            for folder in Set([parts.appearance.folder, themes].compactMap(\.self)) {
                group.addTask { await parts.appearance.follow(folder) { mailbox.send($0) } }
            }
            let end = await loop(parts)
            group.cancelAll()
            return end
        }
        await parts.runner.downloads.close()
        await parts.pictures?.close()
        for line in await parts.terminal.close() { Output.note(line) }
        for problem in problems + [session.storeProblem].compactMap(\.self) { Output.complain(problem) }
        try await reportUnanswered()
        return end
    }

    private func open() async throws -> Parts {
        let terminal: Terminal
        do {
            terminal = try await Terminal.open(look.terminal)
        } catch {
            throw CommandFailure("\(error)", .usage)
        }
        let (depth, isUnicode) = (await terminal.depth, await terminal.isUnicode)
        let ground = TerminalGround(settings.environment)
        await learn(ground, of: terminal, within: .milliseconds(50))
        let theme = look.theme.chosen(isDark: ground.isDark)
        let appearance = SharedAppearance(
            theme.theme, path: theme.path, depth: depth, borders: isUnicode ? .rounded : .ascii)
        let mailbox = Mailbox<Action>()
        let folder = try settings.stateFolder()
        let telling = try await Telling(
            session, settings, send: { await terminal.call($0) }, complain: { mailbox.send(.warned($0)) })
        let method = ImageMethod(
            request: look.images, environment: settings.environment, depth: depth, isUnicode: isUnicode)
        let files = session.files
        let archive = PreviewArchive(folder: folder + "/previews")
        let pictures =
            method.way == .none
            ? nil
            : await PictureDesk(
                files: files, archive: archive, folder: try settings.cacheFolder() + "/pictures",
                profile: session.profile.id, way: method.way, terminal: terminal, appearance: appearance)
        let runner = EffectRunner(
            session: session, terminal: terminal, opener: LinkOpener(environment: settings.environment),
            hold: look.hold, appearance: appearance, themes: ThemeFiles(settings: settings), files: files,
            pictures: pictures,
            previews: PreviewKeeper(operations: session.operations, files: files, archive: archive),
            viewer: ViewerDesk(
                files: files, appearance: appearance, depth: depth, isUnicode: isUnicode,
                clock: session.clocks.monotonic),
            downloads: DownloadDesk(
                files: files, downloader: session.downloader, profile: session.profile.id.rawValue,
                directory: FileManager.default.currentDirectoryPath, tell: { mailbox.send($0) }),
            editing: TextEditing(environment: settings.environment),
            clipboard: Clipboard(environment: settings.environment) { await terminal.send($0) },
            firstStart: FirstStart(folder: folder), watch: telling.watch,
            tell: { mailbox.send(contentsOf: $0) })
        return Parts(
            terminal: terminal, depth: depth, isUnicode: isUnicode, ground: ground, appearance: appearance,
            mailbox: mailbox, folder: folder, telling: telling, runner: runner)
    }

    private func runtime(
        _ parts: Parts, _ shown: ShownFrame, drawn: AsyncStream<Void>.Continuation
    )
        -> DashboardRuntime<ContinuousClock>
    {
        let terminal = parts.terminal
        return DashboardRuntime(
            clock: session.clocks.monotonic, now: session.clocks.now, appearance: { parts.appearance.value },
            present: {
                await terminal.present($0, cursor: $1)
                drawn.yield()
            },
            perform: { effect in
                let actions = await parts.runner.perform(effect)
                for case .usageLoaded(let usage) in actions { await parts.telling.notifier.saw(usage) }
                return actions
            },
            titleBar: parts.telling.showsTitle
                ? TitleBar(isUnicode: parts.isUnicode) { await terminal.setTitle($0) } : nil,
            shown: shown,
            progress: { progress in
                switch progress {
                case .handledActions: terminal.answered()
                // The tasks that the loop waits for may be blocked for lack of memory or threads.
                case .ends(.quit(let status)): terminal.endSoon(status: status)
                case .ends(.switchProfile): terminal.answered()
                }
            })
    }

    /// Asks the terminal for its background, if the theme depends on it.
    private func learn(_ ground: TerminalGround, of terminal: Terminal, within limit: Duration) async {
        guard look.theme.dependsOnBackground else { return }
        let background = await terminal.background {
            do {
                try await Task.sleep(for: limit)
                ground.waitsForAnswer = true
            } catch {
                // Canceled: the answer came.
            }
        }
        if let background { ground.tell(background) }
    }

    /// Changes the theme if the terminal answers only after the first frame, as over a slow connection.
    private func adoptLateAnswer(
        _ ground: TerminalGround, of terminal: Terminal, _ appearance: SharedAppearance, tell: (Action) -> Void
    ) async {
        guard ground.waitsForAnswer else { return }
        let first = look.theme.chosen(isDark: ground.isDark)
        await learn(ground, of: terminal, within: .seconds(3))
        let theme = look.theme.chosen(isDark: ground.isDark)
        // A theme that the user chose meanwhile stays.
        guard theme != first, appearance.isDrawn(first.theme) else { return }
        appearance.adopt(theme.theme, path: theme.path)
        tell(.timePassed)
    }

    private func reportUnanswered() async throws {
        let loss = await session.storeLoss()
        for sentence in loss { Output.complain(sentence) }
        if !loss.isEmpty { return }
        var count = 0
        for service in session.services {
            count += try await service.storage.unsettledMutations().count { $0.entry.state.phase != .held }
        }
        if count > 0 {
            Output.note(
                "\(count) unanswered request\(count == 1 ? "" : "s"): taken up again, with the same key, at the next start."
            )
        }
    }

    private func firstState(_ parts: Parts) async -> State {
        State(
            badge: session.profile.badge(origin: session.origin, depth: parts.depth),
            size: await parts.terminal.size, now: session.clocks.now(),
            decisionRules: session.decisionRules(hold: look.hold),
            profiles: settings.profileEntries(depth: parts.depth), themes: ThemeFiles(settings: settings).names,
            hasJobs: session.agent != nil, keys: look.keys, columns: look.columns,
            pictures: parts.pictures == nil ? .none : .cells, usesMouse: look.terminal.usesMouse,
            endpoints: Endpoints(mint: session.origin, jobs: session.agent?.client.jobsAddress),
            limits: RequestLimits(
                mint: session.profile.pollRules.requestsPerMinute, jobs: PollRules.agentJobs.requestsPerMinute),
            isFirstStart: FirstStart(folder: parts.folder).isAhead)
    }

    private func loop(_ parts: Parts) async -> DashboardEnd {
        let (terminal, mailbox, shown) = (parts.terminal, parts.mailbox, ShownFrame())
        let (frames, drawn) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let runtime = runtime(parts, shown, drawn: drawn)
        if let problem = firstProblem { mailbox.send(.warned(problem)) }
        var state = await firstState(parts)
        var effects = startEffects(&state)
        // The first frame already shows them.
        for feed in session.feeds {
            effects += update(&state, await feed.news(since: 0).action, now: session.clocks.now())
        }
        return await withTaskGroup(of: DashboardEnd?.self) { [state, effects] group in
            group.addTask { await runtime.run(state, first: effects, mailbox: mailbox) }
            group.addTask {
                // The first frame comes before the rest of the store.
                await session.keepUp(after: { for await _ in frames { break } }) { mailbox.send(contentsOf: $0) }
                return nil
            }
            group.addTask {
                for await event in terminal.events { mailbox.send(shown.action(of: event)) }
                return nil
            }
            group.addTask {
                for await entry in session.requests {
                    mailbox.send(.requestLogged(RequestLogLine(entry, at: session.clocks.now())))
                }
                return nil
            }
            group.addTask {
                await session.recallPages(into: mailbox)
                return nil
            }
            defer { group.cancelAll() }
            while let result = await group.next() {
                if let end = result { return end }
            }
            return .quit(status: 0)
        }
    }

    /// The messages about the store, the problems of the settings, and the reason for a missing agent service.
    private var problems: [String] { session.storeNews + look.problems + (session.agentProblem.map { [$0] } ?? []) }

    private var firstProblem: String? {
        problems.first.map { $0 + (problems.count > 1 ? " (and \(problems.count - 1) more, shown at the end)" : "") }
    }
}

extension Session {
    /// Shows the pages that the previous session stored.
    fileprivate func recallPages(into mailbox: Mailbox<Action>) async {
        if let storeProblem { mailbox.send(.storeFailed(storeProblem)) }
        do throws(TrackingStorageError) {
            for kind in ResourceKind.allCases {
                guard let stored = try await operations.storage.firstPage(of: kind) else { continue }
                mailbox.send(.pageRemembered(kind, stored.page))
            }
        } catch {
            mailbox.send(.announced(.error, error.description))
        }
    }
}

extension RequestLogLine {
    /// Converts an entry, for the request log of the dashboard.
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
