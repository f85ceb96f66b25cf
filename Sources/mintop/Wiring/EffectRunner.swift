import Dashboard
import Foundation
import MintAPI
import MintDomain
import NcursesTerminal
import TerminalCore
import Tracking
import TrackingStore

/// Carries out what the dashboard asks for, with the parts of one session.
struct EffectRunner: Sendable {
    let session: Session
    let terminal: Terminal
    let opener: LinkOpener
    /// How long a decision is held.
    let hold: Duration

    /// - Returns: What came of it, for `update`.
    func perform(_ effect: Effect) async -> [Action] {
        switch effect {
        case .lookAt(let selected, let visible): await session.poller.setFocus(selected: selected, visible: visible)
        case .refreshOperation(let id): await session.poller.refresh([id])
        case .refreshOperations: await refresh()
        case .loadPage(let kind, let cursor): return await loadPage(kind, cursor)
        case .loadUsage: return await loadUsage()
        case .perform(let mutation): return await submit(mutation)
        case .withdrawNewest: _ = await session.outbox.withdrawNewest()
        case .withdraw(let keys): for key in keys { _ = await session.outbox.withdraw(key) }
        case .sendHeld: await session.outbox.sendAllNow()
        case .sendHeldAndFinish:
            await session.outbox.sendAllNow()
            _ = await session.outbox.finish(within: .seconds(15))
            return [.readyToQuit]
        case .dropHeld: await session.outbox.dropHeld()
        case .keepHeld: await session.outbox.keepHeld()
        case .openLink(let url): return [.linkOpened(url: url, failure: await opener.open(url))]
        case .openFreshLink(let subject, let name): return [await openFresh(subject, name)]
        case .forgetInterrupt: await terminal.forgetInterrupt()
        case .redrawScreen: await terminal.redraw()
        case .quit: break
        }
        return []
    }

    private func submit(_ mutation: Mutation) async -> [Action] {
        switch await session.outbox.submit(mutation, hold: hold) {
        // What becomes of it comes as an event of the outbox.
        case .stored: []
        case .refused(let sentence): [.mutationFinished(mutation, .refused(sentence))]
        }
    }

    /// Reads the store again too: another mintop may have started something.
    private func refresh() async {
        do {
            await session.poller.load(try await session.store.tracked(session.profile.id))
        } catch {
            // The poller reports a store that fails with its next save; what is known stays.
        }
        await session.poller.refreshAll()
    }

    private func loadPage(_ kind: ResourceKind, _ cursor: String?) async -> [Action] {
        await session.poller.countRequest()
        do throws(MintError) {
            let page = try await session.client.page(of: kind, limit: 20, cursor: cursor)
            await session.poller.serverAnswered()
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
        await session.poller.countRequest()
        do throws(MintError) {
            let usage = try await session.client.usage()
            await session.poller.serverAnswered()
            return [.usageLoaded(usage)]
        } catch {
            return await failed(error).map { [.usageFailed($0)] } ?? []
        }
    }

    /// Tells the poller how the server is, and gives the problem; nil for a call that was canceled.
    private func failed(_ error: MintError) async -> PollProblem? {
        guard error != .cancelled else { return nil }
        await session.poller.serverFailed(error.readFailure)
        return error.readFailure.problem
    }

    private func openFresh(_ subject: DetailSubject, _ name: String) async -> Action {
        do throws(MintError) {
            let (assets, page) = try await links(of: subject)
            let url = name == pageName ? page : assets.first { $0.name == name }?.url
            guard let url else { return .linkOpened(url: "", failure: "The server has no “\(name)” of it any more.") }
            if let refusal = linkRefusal(url) { return .linkOpened(url: url, failure: refusal.string) }
            return .linkOpened(url: url, failure: await opener.open(url))
        } catch {
            return .linkOpened(url: "", failure: "Not opened, for the link may be old: \(error.description)")
        }
    }

    private func links(of subject: DetailSubject) async throws(MintError) -> ([Asset], String?) {
        switch subject {
        case .operation(let id):
            let reading = try await session.client.operation(id)
            await session.poller.absorb(reading)
            return (reading.operation.assets, reading.operation.mintURL)
        case .resource(let kind, let id):
            let resource = try await session.client.resource(kind, id)
            return (resource.assets, resource.mintURL)
        }
    }
}
