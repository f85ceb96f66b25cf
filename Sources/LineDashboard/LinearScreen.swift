import AssetFiles
import CommandOutput
import Dashboard
package import DashboardRuntime
import Foundation
import MintAPI
import MintDomain
import MintlifyAgent
import Notifications
package import Sessions
import TerminalCore
import Tracking
import TrackingStore

/// The dashboard of one session in line mode: for screen readers, logs, and terminals without cursor addressing.
package struct LinearScreen {
    package let session: Session
    package let settings: Settings
    /// The undo window of decisions; with zero, each one is confirmed instead.
    package let hold: Duration
    /// The problems of the settings, one sentence each.
    package let problems: [String]

    package let input: InputLines

    package init(session: Session, settings: Settings, hold: Duration, problems: [String], input: InputLines) {
        self.session = session
        self.settings = settings
        self.hold = hold
        self.problems = problems
        self.input = input
    }

    /// Runs until the input ends or the user quits.
    ///
    /// - Throws: `StoreError`, `TrackingStorageError`.
    package func run() async throws -> DashboardEnd {
        for service in session.services { try await service.loadAll() }
        for problem in session.storeNews + problems + [session.agentProblem, session.storeProblem].compactMap(\.self) {
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
            // No escape sequences: they are useless in a log or for a screen reader.
            clipboard: Clipboard(environment: settings.environment) { _ in false })
        let runtime = LineRuntime(
            now: session.clocks.now, write: { lines in for line in lines { Output.line(line) } },
            perform: { effect in
                let actions = await runner.performAnywhere(effect)
                for case .usageLoaded(let usage) in actions { await telling.notifier.saw(usage) }
                return actions
            })
        let lines = LineSession(
            badge: session.profile.badge(origin: session.origin, depth: .monochrome), now: session.clocks.now(),
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

    /// Ends without questions after the end of the input: keeps the held decisions, waits for the answers to sent ones,
    /// and prints both.
    private func conclude(_ end: LineEnd) async -> DashboardEnd {
        let status: Int32
        switch end {
        case .quit(let status): return .quit(status: status)
        case .switchProfile(let name, let unread):
            input.putBack(unread)
            return .switchProfile(name)
        case .cutOff(let cut): status = cut
        }
        let loss = await session.storeLoss()
        for sentence in loss { Output.line(SafeText(sentence)) }
        for feed in session.feeds where loss.isEmpty {
            let outbox = feed.service.outbox
            await outbox.keepHeld()
            for entry in await outbox.pending() {
                guard case .held = entry.state else { continue }
                Output.line("Kept, not sent, and offered at the next start: \(entry.mutation.summary).")
            }
            for entry in await outbox.finish(within: .seconds(15)) {
                let object = entry.mutation.summary
                Output.line("No answer yet, and taken up again with the same key at the next start: \(object).")
            }
        }
        return .quit(status: status)
    }
}
