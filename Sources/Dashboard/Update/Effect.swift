package import MintDomain
package import TerminalCore

/// Something `update` asks the runtime to do; each result comes back as an `Action`.
package enum Effect: Sendable, Hashable {
    /// Tell the poller what is looked at, to read it first.
    case lookAt(selected: OperationID?, visible: [OperationID])
    /// Tell the poller of the jobs what is looked at, to read it first.
    case lookAtJobs(selected: OperationID?, visible: [OperationID])
    /// Read that operation now.
    case refreshOperation(OperationID)
    /// Read every unfinished operation now.
    case refreshOperations
    /// Read that job now.
    case refreshJob(OperationID)
    /// Read every job that is at work now.
    case refreshJobs
    /// Read what was said to that job from the store; the answer is `conversationLoaded`.
    case loadConversation(OperationID)
    case loadPage(ResourceKind, cursor: String?)
    case loadUsage
    /// Store the mutation with a new key, hold it where decisions are held, then send it.
    case perform(Mutation)
    /// Take back the newest decision that has not left.
    case withdrawNewest
    /// Take back these, which were decided at one stroke, as far as they have not left.
    case withdraw([IdempotencyKey])
    /// Send now what is held or was left over.
    case sendHeld
    /// Send now what is held, wait for the answers for a while, then say `readyToQuit`.
    case sendHeldAndFinish
    /// Give up what is held or was left over.
    case dropHeld
    /// Leave what is held for the next time.
    case keepHeld
    /// Hand the link to the browser.
    case openLink(url: String)
    /// Read the subject again, then hand its link of that name to the browser: links expire.
    case openFreshLink(DetailSubject, name: String)
    /// Watch these from now on, given as ids or as addresses that lead to one. What becomes of it comes back as
    /// `announced`.
    case track([String])
    /// Tell of what comes of these from now on, or no more; the answer is `watchedChanged`.
    case setWatched([OperationID], Bool)
    /// Draw with the theme of that name from now on. What has a lower turn comes too late, whenever it is done.
    case useTheme(String, turn: Int)
    /// Show the theme of that name for a while; nil ends that, with the one in use. Turns count as for `useTheme`.
    case tryTheme(String?, turn: Int)
    /// Changes are allowed from now on, or not any more, where the profile starts read-only.
    case setArmed(Bool)
    /// End this screen, and begin one with the profile of that name.
    case switchProfile(String)
    /// Fetch a picture now; the answer is `pictureLoaded` or `pictureFailed`. It comes also for one that is being
    /// fetched ahead: that one goes first then.
    case loadPicture(PictureRequest)
    /// Nobody waits for these any more; no answer is needed.
    case cancelPictures([PictureKey])
    /// Fetch these when nothing more urgent is to be fetched; the answers are those of `loadPicture`.
    case prefetchPictures([PictureRequest])
    /// Read the earlier previews of an operation; the answer is `reviewHistoryLoaded`.
    case loadReviewHistory(OperationID)
    /// Draw a frame of a mesh or a panorama; the answer is `viewerDrawn` or `viewerFailed`. No other frame is asked for
    /// until it came.
    case draw(ViewerFrame)
    /// The viewer of that subject was closed: its files are not needed any more, and a frame may be given up.
    case closeViewer(DetailSubject)
    /// Fetch these files, or go on with them; the answers are `downloadChanged`.
    case download([AssetRef])
    /// Stop fetching these and keep what came; the answer is `downloadChanged` with `paused`, or `canceled` where nothing
    /// came.
    case cancelDownload([AssetRef])
    /// Finish a download that met another file; the answer is `downloadChanged`.
    case answerExisting(AssetRef, ExistingAnswer)
    /// Put the lines of a text into the clipboard; the words say what it is. What becomes of it comes back as
    /// `announced`, or as `copyRefused`.
    case copy([SafeText], what: String)
    /// Let the terminal report the mouse, or let it select text by itself.
    case setMouse(Bool)
    /// Suspend the screen and hand the text to the person's editor; the answer is `edited`, also where nothing was
    /// changed, or `announced` where the editor failed.
    case editText(TextDraft)
    /// Show a text in the person's own editor; what they make of it there goes nowhere.
    case showInEditor(lines: [SafeText], name: String)
    /// The first start was explained: that is not needed again.
    case rememberWelcome
    /// The interrupt key was obeyed by closing a dialog: the next one is a first one again.
    case forgetInterrupt
    /// Draw the whole screen anew.
    case redrawScreen
    /// End the program with that exit status.
    case quit(status: Int32)
}

extension Effect {
    /// Whether another program gets the screen; `Action.screenReturned` says when it comes back.
    var lendsScreen: Bool {
        switch self {
        case .editText, .showInEditor: true
        default: false
        }
    }
}
