import AssetFiles
import Dashboard
import Foundation
import MintAPI
import MintDomain
import NcursesTerminal
import TerminalCore
import Tracking
import TrackingStore

/// Carries out what the dashboard asks for, with the parts of one session.
struct EffectRunner: SessionEffects {
    let session: Session
    let terminal: Terminal
    let opener: LinkOpener
    /// How long a decision is held.
    let hold: Duration
    let appearance: SharedAppearance
    let themes: ThemeFiles
    let files: SubjectFiles
    /// Nil where no pictures are drawn.
    let pictures: PictureDesk?
    let previews: PreviewKeeper
    let viewer: ViewerDesk
    let downloads: DownloadDesk
    let editing: TextEditing
    let clipboard: Clipboard
    let firstStart: FirstStart
    let watch: WatchList
    /// Takes what comes of an effect before the effect is over.
    let tell: @Sendable ([Action]) -> Void

    /// - Returns: What came of it, for `update`.
    func perform(_ effect: Effect) async -> [Action] {
        switch effect {
        case .lookAt(let selected, let visible): await operations.poller.setFocus(selected: selected, visible: visible)
        case .lookAtJobs(let selected, let visible):
            await jobs?.poller.setFocus(selected: selected, visible: visible)
        case .loadConversation(let id): return await loadConversation(id)
        case .refreshOperation, .refreshOperations, .refreshJob, .refreshJobs, .loadUsage, .perform, .withdrawNewest,
            .withdraw, .sendHeld, .sendHeldAndFinish, .dropHeld, .keepHeld, .openLink, .openFreshLink, .track,
            .setWatched, .setArmed, .loadPage, .download, .cancelDownload, .answerExisting, .copy:
            return await performAnywhere(effect)
        case .useTheme(let name, let turn): return useTheme(name, isTrial: false, turn: turn)
        case .tryTheme(let name?, let turn): return useTheme(name, isTrial: true, turn: turn)
        case .tryTheme(nil, let turn):
            appearance.endTrial(turn: turn)
            return [.timePassed]
        case .loadPicture(let request): return await pictures?.load(request) ?? []
        case .cancelPictures(let keys): await pictures?.cancel(keys)
        case .prefetchPictures(let requests): await pictures?.prefetch(requests, tell: tell)
        case .loadReviewHistory(let id): return [.reviewHistoryLoaded(id, await previews.history(of: id))]
        case .draw(let frame): return await viewer.draw(frame)
        case .closeViewer(let subject): await viewer.close(subject)
        case .setMouse(let isOn): await terminal.setMouse(isOn)
        case .editText(let draft): return await edit(draft)
        case .showInEditor(let lines, let name): return await show(lines, name)
        case .rememberWelcome: firstStart.remember()
        case .forgetInterrupt: await terminal.forgetInterrupt()
        case .redrawScreen: await terminal.redraw()
        case .quit, .switchProfile: break
        }
        return []
    }

    private func loadConversation(_ id: OperationID) async -> [Action] {
        guard let agent = session.agent else { return [] }
        do throws(TrackingStorageError) {
            return [.conversationLoaded(id, try await agent.conversation(with: id))]
        } catch {
            return [.storeFailed(error.description)]
        }
    }

    private func useTheme(_ name: String, isTrial: Bool, turn: Int) -> [Action] {
        do {
            appearance.use(try themes.theme(name), path: themes.path(of: name), isTrial: isTrial, turn: turn)
            return [.timePassed]
        } catch {
            return [.announced(.error, "\(error)")]
        }
    }

    /// Hands a text to the person's editor.
    private func edit(_ draft: TextDraft) async -> [Action] {
        await lendScreen {
            do {
                return [.edited(draft.purpose, try await editing.edit(draft.text))]
            } catch {
                return [.announced(.error, "\(error)")]
            }
        }
    }

    private func show(_ lines: [SafeText], _ name: String) async -> [Action] {
        await lendScreen {
            do {
                try await editing.show(lines, name: name + ".json")
                return []
            } catch {
                return [.announced(.error, "\(error)")]
            }
        }
    }

    /// Leaves the screen to another program until the work has ended.
    private func lendScreen(_ work: () async -> [Action]) async -> [Action] {
        await terminal.leave()
        let actions = await work()
        await terminal.reenter()
        await pictures?.forgetTerminal()
        return [.screenReturned] + actions
    }
}
