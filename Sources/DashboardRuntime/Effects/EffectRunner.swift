import AssetFiles
package import Dashboard
import Foundation
import MintAPI
import MintDomain
package import NcursesTerminal
package import Notifications
package import Sessions
import TerminalCore
import Tracking
import TrackingStore

/// Runs the effects of the dashboard on the screen.
package struct EffectRunner: SessionEffects {
    package let session: Session
    package let terminal: Terminal
    package let opener: LinkOpener
    /// The undo window of decisions.
    package let hold: Duration
    package let appearance: SharedAppearance
    package let themes: ThemeFiles
    package let files: SubjectFiles
    /// Nil if no pictures are drawn.
    package let pictures: PictureDesk?
    package let previews: PreviewKeeper
    package let viewer: ViewerDesk
    package let downloads: DownloadDesk
    package let editing: TextEditing
    package let clipboard: Clipboard
    package let firstStart: FirstStart
    package let watch: WatchList
    /// Receives results of an effect that is still running.
    package let tell: @Sendable ([Action]) -> Void

    /// Runs an effect and returns its results, for `update`.
    package func perform(_ effect: Effect) async -> [Action] {
        switch effect {
        case .lookAt(let service, let selected, let visible):
            await tracked(service)?.poller.setFocus(selected: selected, visible: visible)
        case .loadConversation(let id): return await loadConversation(id)
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
        default: return await performAnywhere(effect)
        }
        return []
    }

    private func loadConversation(_ id: OperationID) async -> [Action] {
        guard let agent = session.agent else { return [] }
        do throws(TrackingStorageError) {
            return [.conversationLoaded(id, try await agent.conversation(with: id))]
        } catch {
            return [.announced(.error, error.description)]
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

    /// Opens a text in the user's editor.
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

    /// Suspends the screen while another program uses it.
    private func lendScreen(_ work: () async -> [Action]) async -> [Action] {
        await terminal.leave()
        let actions = await work()
        await pictures?.forgetTerminal()
        // The dashboard ignores keys until then, so that a key that is read earlier would be lost.
        await terminal.reenter { [tell] in tell([.screenReturned] + actions) }
        return []
    }
}
