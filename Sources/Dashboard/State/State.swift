package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// The state of the screen. Only `update` changes it.
package struct State: Sendable {
    package let badge: Badge
    package let decisionRules: DecisionRules
    /// The available profiles, including the current one.
    package internal(set) var profiles: [ProfileEntry]
    package internal(set) var themes: [String]
    package internal(set) var keyMap: KeyMap
    /// The columns of the lists whose columns are configured.
    package internal(set) var shownColumns: [Pane: [ShownColumn]]
    package let pictureMode: PictureMode
    /// The addresses for requests that the user repeats in a shell.
    package let endpoints: Endpoints
    package let requestLimits: RequestLimits
    /// Whether the user wants mouse input.
    package internal(set) var usesMouse: Bool
    /// Whether mouse reporting is turned on in the terminal.
    var isMouseOn: Bool
    /// Whether another program uses the screen, or is about to.
    var isScreenLent = false
    var pointer = Pointer()
    /// The position of the border, as the user moved it.
    package internal(set) var splits = Splits()
    package internal(set) var arrangement = Arrangement()
    /// Whether the user allowed decisions for this session, with a profile that requires it.
    package internal(set) var isArmed = false
    package internal(set) var size: Size
    /// The current time, passed with every action.
    package internal(set) var now: Date
    package internal(set) var focus = Pane.operations
    /// The pane that had the focus before; nil until the focus moves.
    var lastFocus: Pane?
    /// The list whose selection the detail pane shows.
    package internal(set) var listFocus = Pane.operations

    package internal(set) var operationPane = TrackedPane(.operations)
    /// The jobs; nil without an agent service.
    package internal(set) var jobPane: TrackedPane?
    package internal(set) var worlds = ResourceList(kind: .world)
    package internal(set) var worldCursor = ListCursor<ResourceID>()
    package internal(set) var models = ResourceList(kind: .model)
    package internal(set) var modelCursor = ListCursor<ResourceID>()
    package internal(set) var detail = DetailState()
    /// The tab that the user chose last. The detail pane returns to it if the subject has it.
    var chosenTab: DetailTab
    /// The lists that are shown as a contact sheet.
    package internal(set) var sheets: Set<ResourceKind> = []
    /// Whether the header's counter of waiting operations has the focus.
    package internal(set) var isCounterFocused = false

    /// The search in the detail pane; nil if there is none.
    package internal(set) var search: DetailSearch?
    /// The resource lists whose cursor follows changes until the user moves it.
    package internal(set) var followedLists: Set<ResourceKind> = []

    /// The review screen; nil while it is closed.
    package internal(set) var desk: ReviewDesk?
    package internal(set) var reviewHistory: ReviewHistory?
    var askedHistory: AskedHistory?
    /// The 3D or panorama viewer; nil while it is closed. It covers the review screen and the panes.
    package internal(set) var viewer: Viewer?
    package internal(set) var pictures = PictureShelf()
    package internal(set) var downloads: [AssetID: DownloadState] = [:]
    /// The times of recent preview replacements. Approvals are refused for a moment after one.
    var replacedPreviews: [OperationID: Date] = [:]
    /// The time at which a change, not the user, moved the selection; nil if the user chose the selected row.
    var selectionCameAt: Date?
    /// The operation to select because the user just started it.
    var wished: OperationID?

    /// The operations and jobs with notifications.
    package internal(set) var watched: Set<OperationID> = []
    /// Duration forecasts for unfinished operations, from past operations.
    package internal(set) var forecasts: [OperationID: DurationForecast] = [:]
    /// The changes received since the screen was paused; nil while it is not paused.
    package internal(set) var paused: PausedNews?
    /// The latest request attempts, oldest first; at most `requestLogLimit`.
    package internal(set) var requestLog: [RequestLogLine] = []
    package static let requestLogLimit = 500

    /// The messages of the job whose conversation was opened last.
    package internal(set) var conversation: Conversation?
    /// The job whose conversation was requested and has not changed since.
    var askedConversation: OperationID?
    package internal(set) var jobsLink = LinkState.connecting
    package internal(set) var jobsClock = ServerClock()
    /// Whether the store delivered jobs yet.
    package internal(set) var hasReadJobs = false
    /// Job prompts that were not sent, or were refused; the last one is offered first.
    package internal(set) var jobDrafts: [String] = []

    package internal(set) var usage: Usage?
    package internal(set) var link = LinkState.connecting
    package internal(set) var serverClock = ServerClock()
    /// The reason why changes are not being stored; nil while they are.
    package internal(set) var storeProblem: SafeText?
    /// The decisions without an outcome, oldest first.
    package internal(set) var outbox: [OutboxItem] = []
    /// The mutations being sent, by operation.
    package internal(set) var inFlight: [OperationID: Mutation] = [:]
    /// The mutations being sent, by World or Model.
    package internal(set) var resourcesInFlight: [ResourceReference: Mutation] = [:]
    var bulks = BulkLedger()
    /// The number of generations being sent.
    package internal(set) var startsInFlight = 0
    /// A new operation to select when it is listed.
    package internal(set) var awaited: OperationID?

    /// The beginning of a chord; nil if none was begun.
    package internal(set) var pendingKeys: PendingKeys?
    /// Whether a key was pressed yet. Until then the cursors stay on the first rows.
    package internal(set) var hasBegun = false
    /// The open dialogs. The last one is on top and gets the keys.
    package internal(set) var dialogs: [Dialog] = []
    package internal(set) var notice: Notice?
    /// Feedback that was not sent, by operation.
    package internal(set) var feedbackDrafts: [OperationID: String] = [:]
    /// Prompts that were not sent, or were refused; the last one is offered first.
    package internal(set) var promptDrafts: [String] = []
    /// Whether the cursor moves to the newly started operation when it is listed. Any key press ends this.
    var followsNewStart = false
    /// The lists whose cursor moves to the next page when it is loaded.
    var awaitedPages: Set<ResourceKind> = []
    /// The last decision about each operation that the server accepted.
    package internal(set) var decisions: [OperationID: Mutation] = [:]
    /// Whether the store delivered operations yet.
    package internal(set) var hasRead = false
    /// Whether the latest request for the Credits failed.
    package internal(set) var isUsageStale = false
    /// The number of theme changes requested so far.
    var themeTurn = 0
    var commandHistory = CommandHistory()
    /// The end of the screen after all decisions are sent; nil if none is pending.
    var awaitedEnding: Ending?
    /// The priorities last reported to the pollers.
    var reportedFocus: [Pane: Effect] = [:]

    /// Creates the state at the start.
    ///
    /// The profiles are in display order. If pictures are drawn, the Preview tab is shown first. Without `endpoints`,
    /// the requests go to the address of the badge. The first start shows the welcome dialog if it fits.
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
    /// The operation or job that the keys act on: the one under review, or the selected row of the current list.
    package var selectedOperation: TrackedOperation? {
        if let desk { return desk.current.flatMap { operations[id: $0] } }
        return tracked(listFocus)?.selected
    }

    package var isReadOnly: Bool {
        switch decisionRules.readOnly {
        case .off: false
        case .on: true
        case .untilArmed: !isArmed
        }
    }

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

    /// The selected World or Model, if the detail pane shows one.
    package var selectedResource: Resource? {
        guard desk == nil, let kind = listFocus.resourceKind else { return nil }
        return resourceCursor(kind).selected.flatMap { resources(kind)[$0] }
    }

    var currentSubject: DetailSubject? {
        if desk == nil, let kind = listFocus.resourceKind { return selectedResource.map { .resource(kind, $0.id) } }
        return selectedOperation.map { .operation($0.id) }
    }

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
    /// The kind of its resources; nil for Operations, Jobs and the detail pane.
    package var resourceKind: ResourceKind? {
        switch self {
        case .worlds: .world
        case .models: .model
        case .operations, .jobs, .detail: nil
        }
    }
}

extension ResourceKind {
    package var pane: Pane {
        switch self {
        case .world: .worlds
        case .model: .models
        }
    }
}
