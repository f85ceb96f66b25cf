import AssetFiles
import Dashboard
import Foundation
import MintAPI
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

/// What is carried out in the same way whatever face asks for it: a screen, or lines.
protocol SessionEffects: Sendable {
    var session: Session { get }
    var opener: LinkOpener { get }
    /// How long a decision is held.
    var hold: Duration { get }
    var files: SubjectFiles { get }
    var watch: WatchList { get }
    var downloads: DownloadDesk { get }
    var clipboard: Clipboard { get }
}

extension SessionEffects {
    var operations: TrackedService { session.operations }
    var jobs: TrackedService? { session.agent?.service }

    /// Carries out what needs no screen; anything else is no concern of it.
    ///
    /// - Returns: What came of it.
    func performAnywhere(_ effect: Effect) async -> [Action] {
        switch effect {
        case .refreshOperation(let id): await operations.poller.refresh([id])
        case .refreshOperations: await refresh(operations)
        case .refreshJob(let id): await jobs?.poller.refresh([id])
        case .refreshJobs: if let jobs { await refresh(jobs) }
        case .loadUsage: return await loadUsage()
        case .loadPage(let kind, let cursor): return await loadPage(kind, cursor)
        case .perform(let mutation): return await submit(mutation)
        case .withdrawNewest: await withdrawNewest()
        case .withdraw(let keys): await withdraw(keys)
        case .sendHeld: for service in session.services { await service.outbox.sendAllNow() }
        case .sendHeldAndFinish: return await finish()
        case .dropHeld: for service in session.services { await service.outbox.dropHeld() }
        case .keepHeld: for service in session.services { await service.outbox.keepHeld() }
        case .openLink(let url): return [await openChecked(url)]
        case .openFreshLink(let subject, let name): return [await openFresh(subject, name)]
        case .track(let texts): return [await track(texts)]
        case .setWatched(let ids, let isWatched): return await watch.set(ids, isWatched)
        case .setArmed(let isArmed): return isArmed ? await arm() : []
        case .download(let refs): await downloads.start(refs)
        case .cancelDownload(let refs): await downloads.stop(refs)
        case .answerExisting(let ref, let answer): await downloads.answer(ref, answer)
        case .copy(let lines, let what): return [await copy(lines, what)]
        default: break
        }
        return []
    }

    private func copy(_ lines: [SafeText], _ what: String) async -> Action {
        let result = await clipboard.copy(lines)
        return result.isCopied
            ? .announced(.success, "\(what): \(result.reason)")
            : .copyRefused(lines, what: what, reason: result.reason)
    }

    private func submit(_ mutation: Mutation) async -> [Action] {
        let service: TrackedService
        do {
            service = try session.service(for: mutation)
        } catch {
            return [.mutationFinished(mutation, .refused("\(error)"))]
        }
        return switch await service.outbox.submit(mutation, hold: hold) {
        // What becomes of it comes as an event of the outbox.
        case .stored: []
        case .refused(let sentence): [.mutationFinished(mutation, .refused(sentence))]
        }
    }

    /// Takes back what was decided last, whichever service it is for.
    private func withdrawNewest() async {
        var newest: (service: TrackedService, entry: OutboxEntry)?
        for service in session.services {
            guard let entry = await service.outbox.newestHeld() else { continue }
            if newest.map({ $0.entry.createdAt < entry.createdAt }) ?? true { newest = (service, entry) }
        }
        if let newest { _ = await newest.service.outbox.withdraw(newest.entry.key) }
    }

    private func withdraw(_ keys: [IdempotencyKey]) async {
        for service in session.services {
            let pending = Set(await service.outbox.pending().map(\.key))
            for key in keys where pending.contains(key) { _ = await service.outbox.withdraw(key) }
        }
    }

    private func finish() async -> [Action] {
        await withDiscardingTaskGroup { group in
            for service in session.services {
                group.addTask {
                    await service.outbox.sendAllNow()
                    _ = await service.outbox.finish(within: .seconds(15))
                }
            }
        }
        return [.readyToQuit]
    }

    /// Tracks what was given as ids or addresses: those that begin with `job_` as jobs, where there are jobs.
    private func track(_ texts: [String]) async -> Action {
        var (ids, jobIDs, unknown) = ([OperationID](), [OperationID](), [String]())
        for text in texts {
            if text.hasPrefix("job_"), let id = OperationID(text), jobs != nil {
                jobIDs.append(id)
            } else if let argument = OperationArgument(argument: text), let id = try? await session.id(argument) {
                // `try?`: what it is not is told by the sentence below.
                ids.append(id)
            } else {
                unknown.append(text)
            }
        }
        await operations.poller.track(ids)
        await jobs?.poller.track(jobIDs)
        let count = ids.count + jobIDs.count
        guard unknown.isEmpty else {
            return .announced(.error, "“\(unknown[0])” is no id and no address of this server; \(count) tracked.")
        }
        return .announced(.success, "\(count) tracked.")
    }

    private func arm() async -> [Action] {
        do throws(TrackingStorageError) {
            for service in session.services { try await service.restore() }
            return []
        } catch {
            return [.storeFailed(error.description)]
        }
    }

    /// Reads the store again too: another mintop may have started something.
    private func refresh(_ service: TrackedService) async {
        await service.poller.untilLoaded()
        do {
            try await service.load()
        } catch {
            // The poller reports a store that fails with its next save; what is known stays.
        }
        await service.poller.refreshAll()
    }

    private func loadPage(_ kind: ResourceKind, _ cursor: String?) async -> [Action] {
        await operations.poller.countRequest()
        do throws(MintError) {
            let page = try await session.client.page(of: kind, limit: 20, cursor: cursor)
            await operations.poller.serverAnswered()
            if cursor == nil { await keep(page, kind) }
            return [.pageLoaded(kind, cursor: cursor, page)]
        } catch {
            return await failed(error).map { [.pageFailed(kind, cursor: cursor, $0)] } ?? []
        }
    }

    private func keep(_ page: ResourcePage, _ kind: ResourceKind) async {
        do {
            try await session.store.saveFirstPage(page, of: kind, at: Date(), profile: session.profile.id)
        } catch {
            // The page is only for the first frame of the next start; the poller reports a store that fails.
            return
        }
    }

    private func loadUsage() async -> [Action] {
        await operations.poller.countRequest()
        do throws(MintError) {
            let usage = try await session.client.usage()
            await operations.poller.serverAnswered()
            return [.usageLoaded(usage)]
        } catch {
            return await failed(error).map { [.usageFailed($0)] } ?? []
        }
    }

    /// Tells the poller how the server is, and gives the problem; nil for a call that was canceled.
    func failed(_ error: MintError) async -> PollProblem? {
        guard error != .cancelled else { return nil }
        await operations.poller.serverFailed(error.readFailure)
        return error.readFailure.problem
    }

    private func openFresh(_ subject: DetailSubject, _ name: String) async -> Action {
        do throws(MintError) {
            let listing = try await files.listing(of: subject)
            let url =
                name == pageName ? listing.pageURL : listing.files.entries.first { $0.asset.name == name }?.asset.url
            guard let url else { return .linkOpened(url: "", failure: "The server has no “\(name)” of it any more.") }
            return await openChecked(url)
        } catch {
            return .linkOpened(url: "", failure: "Not opened, for the link may be old: \(error.description)")
        }
    }

    private func openChecked(_ url: String) async -> Action {
        do throws(LinkRefusal) {
            let link = try session.linkPolicy.check(url)
            return .linkOpened(url: url, failure: await opener.open(link.text))
        } catch {
            return .linkOpened(url: url, failure: "Not opened: \(error.description)")
        }
    }
}
