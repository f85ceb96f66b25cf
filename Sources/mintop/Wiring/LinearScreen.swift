import AssetFiles
import Dashboard
import DashboardRuntime
import Foundation
import MintAPI
import MintDomain
import MintlifyAgent
import TerminalCore
import Tracking
import TrackingStore

/// The dashboard of one session as lines: for screen readers, logs, and terminals that cannot place their cursor.
struct LinearScreen {
    let session: Session
    let settings: Settings
    /// How long a decision is held; zero asks about each one.
    let hold: Duration
    /// What is wrong with the settings, a sentence each.
    let problems: [String]

    /// What is typed.
    let input: InputLines

    /// Tells and is told until the input ends or a person ends it.
    ///
    /// - Returns: What the person asked for at the end.
    /// - Throws: `StoreError`, `TrackingStorageError`.
    func run() async throws -> DashboardEnd {
        try await load()
        for problem in problems + [session.agentProblem, session.storeProblem].compactMap(\.self) {
            Output.line("Note: \(problem)")
        }
        let mailbox = Mailbox<LineEvent>()
        let telling = try await Telling(
            session, settings, send: { Output.signal($0) }, complain: { mailbox.send(.action(.warned($0))) })
        let downloads = DownloadDesk(
            files: session.files, downloader: session.downloader, profile: session.profile.id.rawValue,
            directory: FileManager.default.currentDirectoryPath, tell: { mailbox.send(.action($0)) })
        let runner = LinearRunner(
            session: session, opener: LinkOpener(environment: settings.environment), hold: hold, files: session.files,
            watch: telling.watch, downloads: downloads,
            // Only what needs no terminal: sequences among lines are nothing a log or a reader could use.
            clipboard: Clipboard(environment: settings.environment) { _ in false })
        let runtime = LineRuntime(
            now: { Date() }, write: { lines in for line in lines { Output.line(line) } },
            perform: { effect in
                let actions = await runner.performAnywhere(effect)
                for case .usageLoaded(let usage) in actions { await telling.notifier.saw(usage) }
                return actions
            })
        let lines = LineSession(
            badge: session.profile.badge(origin: session.origin, depth: .monochrome), now: Date(),
            rules: session.decisionRules(hold: hold), hasJobs: session.agent != nil,
            profiles: settings.profileEntries(depth: .monochrome),
            endpoints: Endpoints(mint: session.origin, jobs: session.agent?.client.jobsAddress), timeZone: .current)
        input.send(to: { mailbox.send($0) })
        let end = await loop(mailbox, telling) { await runtime.run(lines, mailbox: mailbox) }
        input.send(to: nil)
        input.putBack(UnreadLines(mailbox.rest()))
        await downloads.close()
        return end
    }

    /// Gives the pollers what the store knows; what the embedded server was seeded with is read first.
    private func load() async throws {
        _ = try await session.listed(session.operations) { id in
            try await session.client.poll(id)
        }
        if let agent = session.agent {
            _ = try await session.listed(agent.service) { try await agent.client.poll($0) }
        }
        for service in session.services { try await service.loadAll() }
    }

    private func loop(
        _ mailbox: Mailbox<LineEvent>, _ telling: Telling, _ run: @escaping @Sendable () async -> LineEnd
    ) async -> DashboardEnd {
        let interrupts = Interrupt.signals()
        return await withTaskGroup(of: DashboardEnd?.self) { group in
            group.addTask { await conclude(await run()) }
            group.addTask {
                for await _ in interrupts {
                    mailbox.send(.endRequested(status: CommandFailure.Status.interrupted.rawValue))
                }
                return nil
            }
            group.addTask {
                await session.keepUp { mailbox.send(contentsOf: $0.map { .action($0) }) }
                return nil
            }
            group.addTask {
                await telling.run { mailbox.send(.action($0)) }
                return nil
            }
            defer { group.cancelAll() }
            while let result = await group.next() {
                if let end = result { return end }
            }
            return .quit(status: 0)
        }
    }

    /// Where nobody can be asked any more, keeps what has not left and waits for answers to what has; says both.
    private func conclude(_ end: LineEnd) async -> DashboardEnd {
        let status: Int32
        switch end {
        case .quit(let status): return .quit(status: status)
        case .switchProfile(let name, let unread):
            input.putBack(unread)
            return .switchProfile(name)
        case .cutOff(let cut): status = cut
        }
        for feed in session.feeds {
            let outbox = feed.service.outbox
            await outbox.keepHeld()
            for entry in await outbox.pending() {
                guard case .held = entry.state, let mutation = feed.mutation(entry) else { continue }
                Output.line("Kept, not sent, and offered at the next start: \(LineText.object(mutation)).")
            }
            for entry in await outbox.finish(within: .seconds(15)) {
                guard let mutation = feed.mutation(entry) else { continue }
                Output.line(
                    "No answer yet, and taken up again with the same key at the next start: \(LineText.object(mutation))."
                )
            }
        }
        return .quit(status: status)
    }
}
