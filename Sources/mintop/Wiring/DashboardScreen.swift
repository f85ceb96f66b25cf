import AssetFiles
import Dashboard
import DashboardRuntime
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import NcursesTerminal
import Pictures
import TerminalCore
import Theming
import Tracking
import TrackingStore

/// How the dashboard looks and behaves, as flags and settings say.
struct DashboardLook {
    var terminal: TerminalConfiguration
    var theme: ThemeWish
    /// How long a decision is held; zero asks about each one.
    var hold: Duration
    /// How pictures are drawn.
    var images: ImagesRequest
    /// The keys in force.
    var keys: KeyMap
    /// The columns of lists, where the settings name them.
    var columns: [Pane: [ShownColumn]]
    /// What is wrong with the settings, a sentence each.
    var problems: [String]
}

/// The dashboard of one session on the terminal of this process.
struct DashboardScreen {
    let session: Session
    let settings: Settings
    let look: DashboardLook
    /// Reads the settings file again.
    let reread: SettingsFollower.Reading

    /// Opens the terminal, runs the loop, and restores the terminal.
    ///
    /// - Returns: What the person asked for at the end.
    /// - Throws: `CommandFailure` where there is no usable terminal; `StoreError`.
    func run() async throws -> DashboardEnd {
        for service in session.services { try await service.loadFirst() }
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
        let method = ImageMethod(
            request: look.images, environment: settings.environment, depth: depth, isUnicode: isUnicode)
        let files = session.files
        let folder = try settings.stateFolder()
        let archive = PreviewArchive(folder: folder + "/previews")
        let pictures =
            method.way == .none
            ? nil
            : await PictureDesk(
                files: files, archive: archive, folder: try settings.cacheFolder() + "/pictures",
                profile: session.profile.id, way: method.way, terminal: terminal, appearance: appearance)
        let previews = PreviewKeeper(operations: session.operations, files: files, archive: archive)
        let downloads = DownloadDesk(
            files: files, downloader: session.downloader, profile: session.profile.id.rawValue,
            directory: FileManager.default.currentDirectoryPath, tell: { mailbox.send($0) })
        let telling = try await Telling(
            session, settings, send: { await terminal.call($0) }, complain: { mailbox.send(.warned($0)) })
        let runner = EffectRunner(
            session: session, terminal: terminal, opener: LinkOpener(environment: settings.environment),
            hold: look.hold, appearance: appearance, themes: ThemeFiles(settings: settings), files: files,
            pictures: pictures, previews: previews,
            viewer: ViewerDesk(files: files, appearance: appearance, depth: depth, isUnicode: isUnicode),
            downloads: downloads, editing: TextEditing(environment: settings.environment),
            clipboard: Clipboard(environment: settings.environment) { await terminal.send($0) },
            firstStart: FirstStart(folder: folder), watch: telling.watch,
            tell: { mailbox.send(contentsOf: $0) })
        let follower = SettingsFollower(
            environment: settings.environment, appearance: appearance, notifier: telling.notifier, ground: ground,
            depth: depth, read: reread)
        let shown = ShownFrame()
        let (frames, drawn) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let runtime = DashboardRuntime(
            clock: ContinuousClock(), now: { Date() }, appearance: { appearance.value },
            present: {
                await terminal.present($0, cursor: $1)
                drawn.yield()
            },
            perform: { effect in
                let actions = await runner.perform(effect)
                for case .usageLoaded(let usage) in actions { await telling.notifier.saw(usage) }
                return actions
            },
            titleBar: telling.showsTitle ? TitleBar(isUnicode: isUnicode) { await terminal.setTitle($0) } : nil,
            shown: shown)
        let end = await withTaskGroup(of: Void.self) { group in
            if pictures != nil { group.addTask { await previews.run() } }
            group.addTask { await telling.run { mailbox.send($0) } }
            group.addTask { await follower.run(from: look) { mailbox.send($0) } }
            group.addTask { await adoptLateAnswer(ground, of: terminal, appearance) { mailbox.send($0) } }
            for folder in Set([appearance.folder, settings.configFolder().map { $0 + "/themes" }].compactMap(\.self)) {
                group.addTask { await appearance.follow(folder) { mailbox.send($0) } }
            }
            let end = await loop(
                runtime, terminal, depth, mailbox, shown, pictures: pictures == nil ? PictureMode.none : .cells,
                folder: folder, frames)
            group.cancelAll()
            return end
        }
        await downloads.close()
        await pictures?.close()
        for line in await terminal.close() { Output.note(line) }
        for problem in problems + [session.storeProblem].compactMap(\.self) { Output.complain(problem) }
        try await reportUnanswered()
        return end
    }

    /// Asks the terminal for its background, where the theme depends on it.
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

    /// Draws with the other theme where the terminal answers after the first frame, as it does over a slow line.
    private func adoptLateAnswer(
        _ ground: TerminalGround, of terminal: Terminal, _ appearance: SharedAppearance, tell: (Action) -> Void
    ) async {
        guard ground.waitsForAnswer else { return }
        let first = look.theme.chosen(isDark: ground.isDark)
        await learn(ground, of: terminal, within: .seconds(3))
        let theme = look.theme.chosen(isDark: ground.isDark)
        // What was chosen by hand meanwhile stays.
        guard theme != first, appearance.isDrawn(first.theme) else { return }
        appearance.adopt(theme.theme, path: theme.path)
        tell(.timePassed)
    }

    private func reportUnanswered() async throws {
        var count = 0
        for service in session.services {
            count += try await session.store.pendingOutbox(service.storage.profile).count
        }
        if count > 0 {
            Output.note(
                "\(count) unanswered request\(count == 1 ? "" : "s"): taken up again, with the same key, at the next start."
            )
        }
    }

    private func loop(
        _ runtime: DashboardRuntime<ContinuousClock>, _ terminal: Terminal, _ depth: ColorDepth,
        _ mailbox: Mailbox<Action>, _ shown: ShownFrame, pictures: PictureMode, folder: String,
        _ frames: AsyncStream<Void>
    ) async -> DashboardEnd {
        if let problem = firstProblem { mailbox.send(.warned(problem)) }
        var state = State(
            badge: session.profile.badge(origin: session.origin, depth: depth), size: await terminal.size, now: Date(),
            decisionRules: session.decisionRules(hold: look.hold),
            profiles: settings.profileEntries(depth: depth), themes: ThemeFiles(settings: settings).names,
            hasJobs: session.agent != nil, keys: look.keys, columns: look.columns, pictures: pictures,
            usesMouse: look.terminal.usesMouse,
            endpoints: Endpoints(mint: session.origin, jobs: session.agent?.client.jobsAddress),
            limits: RequestLimits(
                mint: session.profile.pollRules.requestsPerMinute, jobs: PollRules.agentJobs.requestsPerMinute),
            isFirstStart: FirstStart(folder: folder).isAhead)
        var effects = startEffects(&state)
        // In the first frame, and not in one soon after it.
        for feed in session.feeds { effects += update(&state, await feed.news(since: 0).action, now: Date()) }
        return await withTaskGroup(of: DashboardEnd?.self) { [state, effects] group in
            group.addTask { await runtime.run(state, first: effects, mailbox: mailbox) }
            group.addTask {
                // The first frame comes before all that the store holds.
                await session.keepUp(after: { for await _ in frames { break } }) { mailbox.send(contentsOf: $0) }
                return nil
            }
            group.addTask {
                for await event in terminal.events { mailbox.send(shown.action(of: event)) }
                return nil
            }
            group.addTask {
                for await entry in session.requests { mailbox.send(.requestLogged(RequestLogLine(entry, at: Date()))) }
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

    /// What is wrong with the settings, and why there is no agent although one was asked for.
    private var problems: [String] { look.problems + (session.agentProblem.map { [$0] } ?? []) }

    private var firstProblem: String? {
        problems.first.map { $0 + (problems.count > 1 ? " (and \(problems.count - 1) more, shown at the end)" : "") }
    }
}

extension Session {
    /// Shows what the last start knew.
    fileprivate func recallPages(into mailbox: Mailbox<Action>) async {
        if let storeProblem { mailbox.send(.storeFailed(storeProblem)) }
        do throws(StoreError) {
            for kind in ResourceKind.allCases {
                guard let stored = try await store.firstPage(of: kind, profile: profile.id) else { continue }
                mailbox.send(.pageRemembered(kind, stored.page))
            }
        } catch {
            mailbox.send(.storeFailed(error.description))
        }
    }
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
