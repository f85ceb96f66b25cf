package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// Everything the screen shows. Only `update` changes it.
package struct State: Sendable {
    package let badge: Badge
    /// How decisions are made on this screen.
    package let decisionRules: DecisionRules
    /// The profiles there are, the present one among them.
    package internal(set) var profiles: [ProfileEntry]
    /// The names of the themes that can be chosen.
    package internal(set) var themes: [String]
    /// The keys in force.
    package internal(set) var keyMap: KeyMap
    /// The columns of lists, where the settings name them.
    package internal(set) var shownColumns: [Pane: [ShownColumn]]
    /// Whether pictures are drawn.
    package let pictureMode: PictureMode
    /// Where the requests go that a person may repeat in a shell.
    package let endpoints: Endpoints
    /// How often they may be asked.
    package let requestLimits: RequestLimits
    /// Whether a person wants the mouse.
    package internal(set) var usesMouse: Bool
    /// Whether the terminal was told so.
    var isMouseOn: Bool
    /// Whether another program has the screen, or is about to get it.
    var isScreenLent = false
    /// What the mouse is doing.
    var pointer = Pointer()
    /// Where a person put the border before the detail.
    package internal(set) var splits = Splits()
    /// How far they enlarged a pane, and where they put the detail.
    package internal(set) var arrangement = Arrangement()
    /// Whether a person allowed changes until the end of this session, where they need that.
    package internal(set) var isArmed = false
    package internal(set) var size: Size
    /// The present time, handed in with every action.
    package internal(set) var now: Date
    package internal(set) var focus = Pane.operations
    /// The pane that had the focus before; nil until it went anywhere.
    var lastFocus: Pane?
    /// The list whose selection the detail pane is about.
    package internal(set) var listFocus = Pane.operations

    package internal(set) var operationPane = TrackedPane(.operations)
    /// The jobs; nil where there is no service that has any.
    package internal(set) var jobPane: TrackedPane?
    package internal(set) var worlds = ResourceList(kind: .world)
    package internal(set) var worldCursor = ListCursor<ResourceID>()
    package internal(set) var models = ResourceList(kind: .model)
    package internal(set) var modelCursor = ListCursor<ResourceID>()
    package internal(set) var detail = DetailState()
    /// The tab a person chose last; the detail goes back to it where its subject has it.
    var chosenTab: DetailTab
    /// The lists that are shown as a contact sheet.
    package internal(set) var sheets: Set<ResourceKind> = []
    /// Whether the counter of what waits for a person has the focus, in the header.
    package internal(set) var isCounterFocused = false

    /// What the text of the detail is searched for; nil while it is not.
    package internal(set) var search: DetailSearch?
    /// The resource lists whose cursor goes to whatever changes, until somebody moves it.
    package internal(set) var followedLists: Set<ResourceKind> = []

    /// The review desk; nil while it is closed.
    package internal(set) var desk: ReviewDesk?
    /// The earlier previews of what is reviewed.
    package internal(set) var reviewHistory: ReviewHistory?
    /// What the earlier previews were asked for last.
    var askedHistory: AskedHistory?
    /// The turntable or the look-around; nil while it is closed. It lies over the desk and the panes.
    package internal(set) var viewer: Viewer?
    /// The pictures that are held.
    package internal(set) var pictures = PictureShelf()
    /// Where the downloads of this session stand.
    package internal(set) var downloads: [AssetID: DownloadState] = [:]
    /// When a preview was replaced by another one under the eyes of a person.
    var replacedPreviews: [OperationID: Date] = [:]
    /// When news put another row under the keys; nil where a person chose the one that is there.
    var selectionCameAt: Date?
    /// What was started here and came under the cursor with this action, as whoever started it wished.
    var wished: OperationID?
    /// The preview that an approval on its way was decided by.
    var approvedStages: [OperationID: PreviewStage] = [:]

    /// What a person wants to be told of while looking elsewhere: operations and jobs.
    package internal(set) var watched: Set<OperationID> = []
    /// What the past says about how long unfinished operations take.
    package internal(set) var forecasts: [OperationID: DurationForecast] = [:]
    /// What came in since the screen was paused; nil while it is not.
    package internal(set) var paused: PausedNews?
    /// The newest attempts to reach the server, oldest first; at most `requestLogLimit`.
    package internal(set) var requestLog: [RequestLogLine] = []
    package static let requestLogLimit = 500

    /// What was said to the job whose conversation was opened last.
    package internal(set) var conversation: Conversation?
    /// The job whose conversation was asked for and did not change since.
    var askedConversation: OperationID?
    /// How the connection to the service of the jobs is.
    package internal(set) var jobsLink = LinkState.connecting
    /// How far that service's clock is from ours.
    package internal(set) var jobsClock = ServerClock()
    /// Whether anything came from the store about jobs yet.
    package internal(set) var hasReadJobs = false
    /// Prompts of jobs that were written and not sent, or refused; the last one is offered first.
    package internal(set) var jobDrafts: [String] = []

    package internal(set) var usage: Usage?
    package internal(set) var link = LinkState.connecting
    /// How far the server's clock is from ours.
    package internal(set) var serverClock = ServerClock()
    /// Why what happens now is not being stored; nil while it is.
    package internal(set) var storeProblem: SafeText?
    /// Decisions without an end yet, in the order they were made.
    package internal(set) var outbox: [OutboxItem] = []
    /// Mutations on their way, by the operation they act on.
    package internal(set) var inFlight: [OperationID: Mutation] = [:]
    /// Mutations on their way, by the World or the Model they act on.
    package internal(set) var resourcesInFlight: [ResourceReference: Mutation] = [:]
    /// Which decisions were made at one stroke.
    var bulks = BulkLedger()
    /// Generations on their way.
    package internal(set) var startsInFlight = 0
    /// A new operation to select as soon as it is listed.
    package internal(set) var awaited: OperationID?

    /// The beginning of a chord; nil while none is begun.
    package internal(set) var pendingKeys: PendingKeys?
    /// Whether a key was pressed yet; until then the cursors stay on the first rows, whatever comes in.
    package internal(set) var hasBegun = false
    /// The last one is on top and gets the keys.
    package internal(set) var dialogs: [Dialog] = []
    package internal(set) var notice: Notice?
    /// Feedback that was written and not sent, by operation.
    package internal(set) var feedbackDrafts: [OperationID: String] = [:]
    /// Prompts that were written and not sent, or refused; the last one is offered first.
    package internal(set) var promptDrafts: [String] = []
    /// Whether the cursor goes to the newly started operation when it comes; any key keeps the cursor where it is.
    var followsNewStart = false
    /// The lists whose next page is to be gone to when it comes.
    var awaitedPages: Set<ResourceKind> = []
    /// What was last decided about an operation here, as far as the server took it.
    package internal(set) var decisions: [OperationID: Mutation] = [:]
    /// Whether anything came from the store yet.
    package internal(set) var hasRead = false
    /// Whether the newest try to read the Credits failed.
    package internal(set) var isUsageStale = false
    /// How often another theme was asked for.
    var themeTurn = 0
    /// What was typed into the palette.
    var commandHistory = CommandHistory()
    /// What becomes of the screen once everything was sent; nil while nobody waits for that.
    var awaitedEnding: Ending?
    /// What the pollers were last told to look at first.
    var reportedFocus: [Pane: Effect] = [:]

    /// - Parameters:
    ///   - badge: The present profile.
    ///   - size: The size of the screen.
    ///   - now: The present time.
    ///   - decisionRules: How decisions are made.
    ///   - profiles: The profiles there are, the present one among them, in the order they are offered.
    ///   - themes: The names of the themes that can be chosen; empty where none can.
    ///   - hasJobs: Whether there is a service with jobs.
    ///   - keys: The keys in force.
    ///   - columns: The columns of lists that are not to be the usual ones; none of them empty.
    ///   - pictures: Whether pictures are drawn; with them the Preview tab is the one shown first.
    ///   - usesMouse: Whether the mouse is on at first.
    ///   - endpoints: Where the requests go.
    ///   - limits: How often the services may be asked.
    ///   - isFirstStart: Whether the person sees mintop for the first time: then it explains itself.
    package init(
        badge: Badge, size: Size, now: Date, decisionRules: DecisionRules = DecisionRules(),
        profiles: [ProfileEntry] = [], themes: [String] = [], hasJobs: Bool = false, keys: KeyMap = .standard,
        columns: [Pane: [ShownColumn]] = [:], pictures: PictureMode = .none, usesMouse: Bool = true,
        endpoints: Endpoints? = nil, limits: RequestLimits = RequestLimits(), isFirstStart: Bool = false
    ) {
        self.badge = badge
        self.decisionRules = decisionRules
        self.profiles = profiles
        self.themes = themes
        self.endpoints = endpoints ?? Endpoints(mint: badge.origin)
        requestLimits = limits
        self.usesMouse = usesMouse
        isMouseOn = usesMouse
        keyMap = keys
        self.size = size
        self.now = now
        shownColumns = columns
        pictureMode = pictures
        chosenTab = pictures == .none ? .summary : .preview
        detail.tab = chosenTab
        if hasJobs { jobPane = TrackedPane(.jobs) }
        let welcome = Dialog.welcome(Welcome())
        if isFirstStart, welcome.fits(size) { dialogs = [welcome] }
    }
}

extension State {
    /// The operation or the job the keys act on: the selected row, when its pane or the detail of it has the focus.
    /// On the review desk it is what is reviewed.
    package var selectedOperation: TrackedOperation? {
        if let desk { return desk.current.flatMap { operations[id: $0] } }
        return tracked(listFocus)?.selected
    }

    /// Whether nothing may be changed from here now.
    package var isReadOnly: Bool {
        switch decisionRules.readOnly {
        case .off: false
        case .on: true
        case .untilArmed: !isArmed
        }
    }

    /// The panes that list something, in the order of their numbers.
    package var listPanes: [Pane] { Pane.lists(hasJobs: jobPane != nil) }

    package func resources(_ kind: ResourceKind) -> ResourceList {
        switch kind {
        case .world: worlds
        case .model: models
        }
    }

    package func resourceCursor(_ kind: ResourceKind) -> ListCursor<ResourceID> {
        switch kind {
        case .world: worldCursor
        case .model: modelCursor
        }
    }

    /// The selected world or model, when its list is what the detail pane is about.
    package var selectedResource: Resource? {
        guard desk == nil, let kind = listFocus.resourceKind else { return nil }
        return resourceCursor(kind).selected.flatMap { resources(kind)[$0] }
    }

    /// What the detail pane should be about.
    var currentSubject: DetailSubject? {
        if desk == nil, let kind = listFocus.resourceKind { return selectedResource.map { .resource(kind, $0.id) } }
        return selectedOperation.map { .operation($0.id) }
    }

    /// The files of what is selected.
    package var selectedAssets: [Asset] {
        selectedOperation?.operation?.assets ?? selectedResource?.assets ?? []
    }

    mutating func changeResources(_ kind: ResourceKind, _ change: (inout ResourceList) -> Void) {
        switch kind {
        case .world: change(&worlds)
        case .model: change(&models)
        }
    }
}

extension Pane {
    /// The kind of thing it lists; nil for the Operations, the Jobs and the detail pane.
    package var resourceKind: ResourceKind? {
        switch self {
        case .worlds: .world
        case .models: .model
        case .operations, .jobs, .detail: nil
        }
    }
}

extension ResourceKind {
    /// The pane that lists it.
    package var pane: Pane {
        switch self {
        case .world: .worlds
        case .model: .models
        }
    }
}
