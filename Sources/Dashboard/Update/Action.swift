package import MintDomain
package import TerminalCore

/// Something that happened: a key, an answer, or the passing of time.
package enum Action: Sendable {
    case terminal(TerminalEvent)
    /// The mouse did something while that frame was on the screen.
    case pointed(MouseEvent, on: HitMap)
    /// The poller has news.
    case trackingChanged(TrackingNews)
    /// The poller of the jobs has news.
    case jobsChanged(TrackingNews)
    /// What was said to a job from here, the oldest first.
    case conversationLoaded(OperationID, [JobMessage])
    case pageLoaded(ResourceKind, cursor: String?, ResourcePage)
    /// The first page as the store kept it, to show something before the server answers.
    case pageRemembered(ResourceKind, ResourcePage)
    case pageFailed(ResourceKind, cursor: String?, PollProblem)
    /// An attempt to reach the server ended.
    case requestLogged(RequestLogLine)
    case usageLoaded(Usage)
    case usageFailed(PollProblem)
    case mutationFinished(Mutation, MutationOutcome)
    /// A decision was taken back before it left.
    case mutationWithdrawn(Mutation)
    /// Another process has taken a decision over: it is not on its way from here any more.
    case mutationTaken(Mutation)
    /// A decision without an end stands somewhere else now.
    case outboxChanged(OutboxItem)
    /// A decision reached its end; its outcome is told on its own.
    case outboxSettled(IdempotencyKey)
    /// What was to be sent before the end was sent, as far as that was possible.
    case readyToQuit
    /// What is watched from now on: operations and jobs.
    case watchedChanged(Set<OperationID>)
    /// A link was handed to a program, or could not be: then the sentence that says why.
    case linkOpened(url: String, failure: String?)
    /// What became of something that was asked for: a sentence for the footer.
    case announced(Notice.Kind, String)
    /// The store could not be read: the sentence that says why.
    case storeFailed(String)
    /// Something is not as the person wants it, and everything works all the same; one sentence.
    case warned(String)
    /// The settings file was saved.
    case settingsChanged(DashboardSettings)
    /// A picture that was asked for, as cells of at most the size of its key.
    case pictureLoaded(PictureKey, Canvas)
    /// A picture cannot be shown; one line says why.
    case pictureFailed(PictureKey, String)
    /// The previews an operation had before its present one, the oldest first.
    case reviewHistoryLoaded(OperationID, [EarlierPreview])
    /// A frame was drawn; its canvas has the size of the frame.
    case viewerDrawn(ViewerFrame, Canvas, ViewerFacts)
    /// A file cannot be looked at; one line says why.
    case viewerFailed(ViewerFrame, String)
    /// Something is new about a download.
    case downloadChanged(AssetRef, DownloadNews)
    /// What came back from the person's own editor, for what it was handed out; not cleaned.
    case edited(TextDraft.Purpose, String)
    /// Another program had the screen and has ended.
    case screenReturned
    /// Nothing took a text for the clipboard, and why: it has to be selected on the screen. The words say what it is.
    case copyRefused([SafeText], what: String, reason: SafeText)
    /// A moment came at which something on the screen changes by itself.
    case timePassed
}

extension Action {
    /// Whether what was said to a job may stand elsewhere after it.
    var mayChangeConversation: Bool {
        switch self {
        case .mutationFinished, .mutationWithdrawn, .mutationTaken, .outboxChanged, .outboxSettled: true
        default: false
        }
    }
}

/// What changed among the tracked operations since the last news.
package struct TrackingNews: Sendable {
    package var upserted: [TrackedOperation]
    package var removed: [OperationID]
    /// What the past says about the present stage of the upserted operations, where it says anything.
    package var forecasts: [OperationID: DurationForecast]
    package var link: LinkState
    /// How far the server's clock is from ours.
    package var clock: ServerClock
    /// Why the store cannot keep what happens; nil while it can.
    package var storeProblem: String?
    /// Whether there is more in the store that was not read yet.
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
