package import MintDomain
package import TerminalCore

/// An event: terminal input, a result from the runtime, or the passing of time.
package enum Action: Sendable {
    case terminal(TerminalEvent)
    /// A mouse event and the frame that was on the screen at that time.
    case pointed(MouseEvent, on: HitMap)
    case trackingChanged(Verb.Service, TrackingNews)
    /// The messages sent to a job by this store, oldest first.
    case conversationLoaded(OperationID, [JobMessage])
    case pageLoaded(ResourceKind, cursor: String?, ResourcePage)
    /// The first page from the cache, shown until the server answers.
    case pageRemembered(ResourceKind, ResourcePage)
    case pageFailed(ResourceKind, cursor: String?, PollProblem)
    case requestLogged(RequestLogLine)
    case usageLoaded(Usage)
    case usageFailed(PollProblem)
    /// The outcome: `accepted`, `refused`, `uncertain`, or `waiting` if it is not known yet.
    case mutationFinished(Mutation, OutboxState)
    /// A decision that was undone before it was sent.
    case mutationWithdrawn(Mutation)
    /// A decision that another process has taken over.
    case mutationTaken(Mutation)
    /// An unsent decision that a cancel replaced.
    case mutationReplaced(Mutation)
    /// A decision of another process that is settled.
    case mutationSettledElsewhere(Mutation)
    /// A new phase of an unsettled decision.
    case outboxChanged(OutboxItem)
    /// A settled decision; its outcome arrives as a separate action.
    case outboxSettled(IdempotencyKey)
    /// The held decisions were sent as far as possible; the program may end.
    case readyToQuit
    /// All operations and jobs with notifications on.
    case watchedChanged(Set<OperationID>)
    /// A link was opened; `failure` is the error message if it was not.
    case linkOpened(url: String, failure: String?)
    /// The result of a request, as a footer message.
    case announced(Notice.Kind, String)
    /// The error message of a failed read of the store.
    case storeFailed(String)
    /// A message about a problem that does not affect any function.
    case warned(String)
    case settingsChanged(DashboardSettings)
    /// The picture for a key, at most as large as the key's size.
    case pictureLoaded(PictureKey, Canvas)
    /// The one-line reason why a picture cannot be shown.
    case pictureFailed(PictureKey, String)
    /// The previews of an operation before its current one, oldest first.
    case reviewHistoryLoaded(OperationID, [EarlierPreview])
    case viewerDrawn(ViewerFrame, Canvas, ViewerFacts)
    /// The one-line reason why a file cannot be shown.
    case viewerFailed(ViewerFrame, String)
    case downloadChanged(AssetRef, DownloadNews)
    /// The text returned by the user's editor and its purpose; control characters are not yet removed.
    case edited(TextDraft.Purpose, String)
    /// The program that used the screen has ended.
    case screenReturned
    /// The text could not be copied, and why; the user can select it on the screen. `what` names it.
    case copyRefused([SafeText], what: String, reason: SafeText)
    /// A scheduled redraw time was reached.
    case timePassed
}

extension Action {
    /// Whether the action may change the order or states of a job's messages.
    var mayChangeConversation: Bool {
        switch self {
        case .mutationFinished, .mutationWithdrawn, .mutationTaken, .mutationReplaced, .mutationSettledElsewhere,
            .outboxChanged, .outboxSettled:
            true
        default: false
        }
    }
}

/// The changes of the tracked operations since the previous update.
package struct TrackingNews: Sendable {
    package var upserted: [TrackedOperation]
    package var removed: [OperationID]
    /// The duration estimates for the current stage of the upserted operations, where history allows one.
    package var forecasts: [OperationID: DurationForecast]
    package var link: LinkState
    /// The offset of the server's clock from the local clock.
    package var clock: ServerClock
    /// The reason why the store cannot be written; nil while it can.
    package var storeProblem: String?
    /// Whether part of the store is still unread.
    package var isLoading: Bool

    package init(
        upserted: [TrackedOperation], removed: [OperationID] = [], forecasts: [OperationID: DurationForecast] = [:],
        link: LinkState, clock: ServerClock = ServerClock(), storeProblem: String? = nil, isLoading: Bool = false
    ) {
        self.upserted = upserted
        self.forecasts = forecasts
        self.removed = removed
        self.link = link
        self.clock = clock
        self.storeProblem = storeProblem
        self.isLoading = isLoading
    }
}
