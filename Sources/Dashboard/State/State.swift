package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// The state of the screen. Only `update` changes it.
package struct State: Sendable {
    package let badge: Badge
    package let decisionRules: DecisionRules
    package internal(set) var setup: ScreenSetup
    package internal(set) var size: Size
    /// The current time, passed with every action.
    package internal(set) var now: Date
    package internal(set) var focus = Pane.operations
    /// The list whose selection the detail pane shows.
    package internal(set) var listFocus = Pane.operations

    package internal(set) var lists: ListPanes
    package internal(set) var detail = DetailState()
    /// The lists that are shown as a contact sheet.
    package internal(set) var sheets: Set<ResourceKind> = []
    /// The resource lists whose cursor follows changes until the user moves it.
    package internal(set) var followedLists: Set<ResourceKind> = []
    /// The lists whose cursor moves to the next page when it is loaded.
    var awaitedPages: Set<ResourceKind> = []
    package internal(set) var selection: Selection
    package internal(set) var overlays = Overlays()

    package internal(set) var decisions = Decisions()
    package internal(set) var connections: [Verb.Service: Connection] = [:]
    package internal(set) var usage: Usage?
    /// Whether the latest request for the Credits failed.
    package internal(set) var isUsageStale = false
    /// The reason why changes are not being stored; nil while they are.
    package internal(set) var storeProblem: SafeText?
    package internal(set) var fetched = Fetched()
    package internal(set) var pictures = PictureShelf()
    package internal(set) var downloads: [AssetID: DownloadState] = [:]
    /// The operations and jobs with notifications.
    package internal(set) var watched: Set<OperationID> = []
    /// Duration forecasts for unfinished operations, from past operations.
    package internal(set) var forecasts: [OperationID: DurationForecast] = [:]
    /// The changes received since the screen was paused; nil while it is not paused.
    package internal(set) var paused: PausedNews?
    /// The latest request attempts, oldest first; at most `requestLogLimit`.
    package internal(set) var requestLog: [RequestLogLine] = []
    package static let requestLogLimit = 500

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
        setup = ScreenSetup(
            profiles: profiles, themes: themes, keyMap: keys, shownColumns: columns, pictureMode: pictures,
            endpoints: endpoints ?? Endpoints(mint: badge.origin), requestLimits: limits, usesMouse: usesMouse,
            isMouseOn: usesMouse)
        self.size = size
        self.now = now
        lists = ListPanes(others: hasJobs ? [.jobs] : [])
        selection = Selection(chosenTab: pictures == .none ? .summary : .preview)
        detail.tab = selection.chosenTab
        let welcome = Dialog.welcome(Welcome())
        if isFirstStart, welcome.fits(size) { overlays.dialogs = [welcome] }
    }
}

extension State {
    /// The operation or job that the keys act on: the one under review, or the selected row of the current list.
    package var selectedOperation: TrackedOperation? {
        if let desk = overlays.desk { return desk.current.flatMap { operations[id: $0] } }
        return tracked(listFocus)?.selected
    }

    package var isReadOnly: Bool {
        switch decisionRules.readOnly {
        case .off: false
        case .on: true
        case .untilArmed: !decisions.isArmed
        }
    }

    /// The panes with a list, in the order of their numbers.
    package var listPanes: [Pane] {
        Pane.allCases.filter { pane in pane.resourceKind != nil || tracked(pane) != nil }
    }

    /// The services whose operations are listed.
    package var services: [Verb.Service] { Pane.tracked.compactMap { tracked($0) == nil ? nil : $0.service } }

    /// The connection to Mint.
    package var mint: Connection { connections[.mint] ?? Connection() }
    /// The connection to the agent service.
    package var agent: Connection { connections[.agent] ?? Connection() }

    package func resources(_ kind: ResourceKind) -> ResourceList { lists[kind].list }

    package func resourceCursor(_ kind: ResourceKind) -> ListCursor<ResourceID> { lists[kind].cursor }

    /// The selected World or Model, if the detail pane shows one.
    package var selectedResource: Resource? {
        guard overlays.desk == nil, let kind = listFocus.resourceKind else { return nil }
        return resourceCursor(kind).selected.flatMap { resources(kind)[$0] }
    }

    var currentSubject: DetailSubject? {
        if overlays.desk == nil, let kind = listFocus.resourceKind {
            return selectedResource.map { .resource(kind, $0.id) }
        }
        return selectedOperation.map { .operation($0.id) }
    }

    package var selectedAssets: [Asset] {
        selectedOperation?.operation?.assets ?? selectedResource?.assets ?? []
    }

    mutating func changeResources(_ kind: ResourceKind, _ change: (inout ResourceList) -> Void) {
        lists.change(kind) { change(&$0.list) }
    }
}
