package import MintDomain

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
    /// Draw with the theme of that name from now on.
    case useTheme(String)
    /// Changes are allowed from now on, or not any more, where the profile starts read-only.
    case setArmed(Bool)
    /// End this screen, and begin one with the profile of that name.
    case switchProfile(String)
    /// The interrupt key was obeyed by closing a dialog: the next one is a first one again.
    case forgetInterrupt
    /// Draw the whole screen anew.
    case redrawScreen
    /// End the program with that exit status.
    case quit(status: Int32)
}
