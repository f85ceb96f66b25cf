package import MintDomain
package import TerminalCore

/// A request from `update` to the runtime; each result comes back as an `Action`.
package enum Effect: Sendable, Hashable {
    /// Tells the poller of a service which rows to read first.
    case lookAt(Verb.Service, selected: OperationID?, visible: [OperationID])
    case refresh(Verb.Service, OperationID)
    case refreshAll(Verb.Service)
    /// Reads the messages of that job from the store; the answer is `conversationLoaded`.
    case loadConversation(OperationID)
    case loadPage(ResourceKind, cursor: String?)
    case loadUsage
    /// Stores the mutation with a new key, holds it if decisions are held, then sends it.
    case perform(Mutation)
    case withdrawNewest
    /// Undoes these decisions, made together, as far as they are unsent.
    case withdraw([IdempotencyKey])
    case sendHeld
    /// Sends the held decisions, waits a limited time for the answers, then returns `readyToQuit`.
    case sendHeldAndFinish
    case dropHeld
    /// Keeps the held decisions for the next session.
    case keepHeld
    /// Opens the link in the browser if the link policy of the service allows it.
    case openLink(url: String, of: Verb.Service)
    /// Reads the subject again, since links expire, then opens its link of that name in the browser.
    case openFreshLink(DetailSubject, name: String)
    /// Tracks the operations with these ids or addresses; the answer is `announced`.
    case track([String])
    /// Turns notifications for these on or off; the answer is `watchedChanged`.
    case setWatched([OperationID], Bool)
    /// Applies the theme of that name. A request with a lower turn than the newest is ignored.
    case useTheme(String, turn: Int)
    /// Previews the theme of that name; nil returns to the current one. Turns count as for `useTheme`.
    case tryTheme(String?, turn: Int)
    /// Allows or forbids changes, where the profile starts read-only.
    case setArmed(Bool)
    /// Ends this screen and starts one with the profile of that name.
    case switchProfile(String)
    /// Fetches a picture now, before any prefetch; the answer is `pictureLoaded` or `pictureFailed`.
    case loadPicture(PictureRequest)
    /// Cancels these pictures; there is no answer.
    case cancelPictures([PictureKey])
    /// Fetches these when nothing more urgent is queued; the answers are those of `loadPicture`.
    case prefetchPictures([PictureRequest])
    /// Reads the earlier previews of an operation; the answer is `reviewHistoryLoaded`.
    case loadReviewHistory(OperationID)
    /// Draws a frame of a mesh or a panorama; the answer is `viewerDrawn` or `viewerFailed`. At most one frame is
    /// requested at a time.
    case draw(ViewerFrame)
    /// Releases the files of a closed viewer; a frame in progress may be abandoned.
    case closeViewer(DetailSubject)
    /// Starts or continues the download of these files; the answers are `downloadChanged`.
    case download([AssetRef])
    /// Stops these downloads and keeps the received data; the answer is `downloadChanged` with `paused`, or `canceled`
    /// if no data was received.
    case cancelDownload([AssetRef])
    /// Finishes a download whose path holds another file; the answer is `downloadChanged`.
    case answerExisting(AssetRef, ExistingAnswer)
    /// Copies the lines to the clipboard; `what` names the text. The answer is `announced` or `copyRefused`.
    case copy([SafeText], what: String)
    /// Turns mouse reports on, or off so that the terminal can select text.
    case setMouse(Bool)
    /// Suspends the screen and opens the text in the user's editor. The answer is `edited`, even without a change, or
    /// `announced` if the editor failed.
    case editText(TextDraft)
    /// Shows a text in the user's editor and discards the result.
    case showInEditor(lines: [SafeText], name: String)
    /// Records that the welcome text was shown.
    case rememberWelcome
    /// Resets the interrupt count after Ctrl-C closed a dialog.
    case forgetInterrupt
    case redrawScreen
    /// Ends the program with that exit status.
    case quit(status: Int32)
}

extension Effect {
    /// Whether another program gets the screen; it returns with `Action.screenReturned`.
    var lendsScreen: Bool {
        switch self {
        case .editText, .showInEditor: true
        default: false
        }
    }
}
