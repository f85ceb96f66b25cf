import AssetFiles
package import Dashboard
import Foundation
package import MintAPI
package import MintDomain
package import Notifications
import ServiceClient
package import Sessions
import TerminalCore
import Tracking
import TrackingStore

/// The effects that run in the same way on the screen and in line mode.
package protocol SessionEffects: Sendable {
    var session: Session { get }
    var opener: LinkOpener { get }
    /// The undo window of decisions.
    var hold: Duration { get }
    var files: SubjectFiles { get }
    var watch: WatchList { get }
    var downloads: DownloadDesk { get }
    var clipboard: Clipboard { get }
}

extension SessionEffects {
    package var operations: TrackedService { session.operations }

    /// Nil without that service.
    package func tracked(_ service: Verb.Service) -> TrackedService? {
        switch service {
        case .mint: session.operations
        case .agent: session.agent?.service
        }
    }

    /// Runs an effect that needs no screen and returns its results; ignores other effects.
    package func performAnywhere(_ effect: Effect) async -> [Action] {
        switch effect {
        case .refresh(let service, let id): await tracked(service)?.poller.refresh([id])
        case .refreshAll(let service): if let tracked = tracked(service) { await refresh(tracked) }
        case .loadUsage: return await loadUsage()
        case .loadPage(let kind, let cursor): return await loadPage(kind, cursor)
        case .perform(let mutation): return await submit(mutation)
        case .withdrawNewest: await withdrawNewest()
        case .withdraw(let keys): return await withdraw(keys)
        case .sendHeld: for service in session.services { await service.outbox.sendAllNow() }
        case .sendHeldAndFinish: return await finish()
        case .dropHeld: for service in session.services { await service.outbox.dropHeld() }
        case .keepHeld: for service in session.services { await service.outbox.keepHeld() }
        case .openLink(let url, let service):
            let policy = service == .agent ? session.agent?.linkPolicy : session.linkPolicy
            return [await openChecked(url, by: policy ?? session.linkPolicy)]
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
        // The outcome arrives as an event of the outbox.
        case .stored: []
        case .refused(let sentence): [.mutationFinished(mutation, .refused(sentence))]
        }
    }

    /// Undoes the newest held decision of all services.
    private func withdrawNewest() async {
        var newest: (service: TrackedService, entry: OutboxEntry)?
        for service in session.services {
            guard let entry = await service.outbox.newestHeld() else { continue }
            if newest.map({ $0.entry.createdAt < entry.createdAt }) ?? true { newest = (service, entry) }
        }
        if let newest { _ = await newest.service.outbox.withdraw(newest.entry.key) }
    }

    private func withdraw(_ keys: [IdempotencyKey]) async -> [Action] {
        var refusals: [Action] = []
        for service in session.services {
            let pending = Set(await service.outbox.pending().map(\.key))
            for key in keys where pending.contains(key) {
                guard case .refused(let sentence) = await service.outbox.withdraw(key) else { continue }
                refusals.append(.announced(.warning, sentence))
            }
        }
        return refusals
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

    /// Tracks ids and addresses: those with the prefix `job_` as jobs, if there is a job service.
    private func track(_ texts: [String]) async -> Action {
        var (ids, jobIDs, unknown) = ([OperationID](), [OperationID](), [String]())
        for text in texts {
            if text.hasPrefix("job_"), let id = OperationID(text), session.agent != nil {
                jobIDs.append(id)
            } else if let argument = OperationArgument(argument: text), let id = try? await session.id(argument) {
                // `try?`: the message below names the invalid text.
                ids.append(id)
            } else {
                unknown.append(text)
            }
        }
        await operations.poller.track(ids)
        await tracked(.agent)?.poller.track(jobIDs)
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

    /// Also reads the store again, because another process may have started something.
    private func refresh(_ service: TrackedService) async {
        await service.poller.untilLoaded()
        do {
            try await service.load()
        } catch {
            // The poller reports a failing store at its next save; the known rows stay.
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
            try await operations.storage.saveFirstPage(page, of: kind, at: session.clocks.now())
        } catch {
            // The page is only for the first frame of the next start; the poller reports a failing store.
            return
        }
    }

    private func loadUsage() async -> [Action] {
        await operations.poller.countRequest()
        do throws(MintError) {
            let usage = try await session.usage()
            await operations.poller.serverAnswered()
            return [.usageLoaded(usage)]
        } catch {
            return await failed(error).map { [.usageFailed($0)] } ?? []
        }
    }

    /// Tells the poller about the failure and returns the problem; nil for a canceled request.
    package func failed(_ error: MintError) async -> PollProblem? {
        guard error != .canceled else { return nil }
        await operations.poller.serverFailed(error.readFailure)
        return error.readFailure.problem
    }

    private func openFresh(_ subject: DetailSubject, _ name: String) async -> Action {
        do throws(MintError) {
            let listing = try await files.listing(of: subject)
            let url =
                name == pageName ? listing.pageURL : listing.files.entries.first { $0.asset.name == name }?.asset.url
            guard let url else { return .linkOpened(url: "", failure: "The server has no “\(name)” of it any more.") }
            return await openChecked(url, by: session.linkPolicy)
        } catch {
            return .linkOpened(url: "", failure: "Not opened, for the link may be old: \(error.description)")
        }
    }

    private func openChecked(_ url: String, by policy: LinkPolicy) async -> Action {
        do throws(LinkRefusal) {
            let link = try policy.check(url)
            return .linkOpened(url: url, failure: await opener.open(link.text))
        } catch {
            return .linkOpened(url: url, failure: "Not opened: \(error.description)")
        }
    }
}
