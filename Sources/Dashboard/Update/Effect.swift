package import MintDomain

/// Something `update` asks the runtime to do; each result comes back as an `Action`.
package enum Effect: Sendable, Hashable {
    /// Tell the poller what is looked at, to read it first.
    case lookAt(selected: OperationID?, visible: [OperationID])
    /// Read that operation now.
    case refreshOperation(OperationID)
    /// Read every unfinished operation now.
    case refreshOperations
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
    /// The interrupt key was obeyed by closing a dialog: the next one is a first one again.
    case forgetInterrupt
    /// Draw the whole screen anew.
    case redrawScreen
    /// End the program with that exit status.
    case quit(status: Int32)
}
