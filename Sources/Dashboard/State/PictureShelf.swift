package import FoundationEssentials
package import TerminalCore

/// The pictures that are held for the screen: a bounded number, the longest unused ones go first.
package struct PictureShelf: Sendable {
    /// Where a picture stands.
    package enum Phase: Sendable, Hashable {
        /// It is on its way since then.
        case loading(since: Date)
        case ready(Canvas)
        /// It cannot be shown; one line says why.
        case failed(SafeText)
    }

    private struct Slot: Sendable {
        var phase: Phase
        /// Whether it was asked for before anybody looks at it.
        var isAhead: Bool
        var usedAt: Int
    }

    /// The most pictures that are held.
    package static let limit = 240
    /// The most cells that all of them have together: a cell takes 64 bytes or so.
    package static let cellLimit = 160_000
    /// A picture that comes within this time is not announced, in seconds.
    package static let quietSeconds = 0.15

    private var slots: [PictureKey: Slot] = [:]
    private var time = 0
    private var wanted: [PictureRequest] = []
    private var ahead: [PictureRequest] = []
    /// How many cells the held pictures have together.
    package private(set) var cellCount = 0

    package init() {}

    /// How many pictures are held or awaited.
    package var count: Int { slots.count }

    /// Where a picture stands; nil for one that nobody asked for.
    package subscript(key: PictureKey) -> Phase? { slots[key]?.phase }

    /// Takes note of what is looked at now, and of what may be looked at next.
    ///
    /// - Returns: What to load, to cancel and to fetch ahead. A picture that is being fetched ahead is asked for again
    ///   once it is looked at.
    mutating func look(at requests: [PictureRequest], next: [PictureRequest], now: Date) -> [Effect] {
        guard requests != wanted || next != ahead else { return [] }
        (wanted, ahead) = (requests, next)
        time += 1
        let keys = Set(requests.map(\.key)).union(next.map(\.key))
        var effects: [Effect] = []
        let left = slots.filter { !keys.contains($0.key) && !$0.value.phase.isReady }.keys
        let canceled = left.filter { slots[$0]?.phase.isLoading == true }
        // A failure that nobody looks at is forgotten: coming back tries again.
        for key in left { slots[key] = nil }
        if !canceled.isEmpty { effects.append(.cancelPictures(Array(canceled))) }
        for request in requests where take(request, isAhead: false, now: now) {
            effects.append(.loadPicture(request))
        }
        let prefetched = next.filter { take($0, isAhead: true, now: now) }
        if !prefetched.isEmpty { effects.append(.prefetchPictures(prefetched)) }
        return effects
    }

    /// Marks it as used; whether it has to be asked for.
    private mutating func take(_ request: PictureRequest, isAhead: Bool, now: Date) -> Bool {
        guard var slot = slots[request.key] else {
            slots[request.key] = Slot(phase: .loading(since: now), isAhead: isAhead, usedAt: time)
            return true
        }
        let isPromoted = slot.phase.isLoading && slot.isAhead && !isAhead
        if isPromoted { slot = Slot(phase: .loading(since: now), isAhead: false, usedAt: time) }
        slot.usedAt = time
        slots[request.key] = slot
        return isPromoted
    }

    /// A picture came; one that nobody waits for any more is dropped.
    mutating func take(_ canvas: Canvas, for key: PictureKey) {
        guard slots[key]?.phase.isLoading == true else { return }
        slots[key]?.phase = .ready(canvas)
        cellCount += canvas.cells.count
        trim()
    }

    /// A picture cannot be shown.
    mutating func fail(_ key: PictureKey, _ reason: SafeText) {
        guard slots[key]?.phase.isLoading == true else { return }
        slots[key]?.phase = .failed(reason)
    }

    /// Forgets what failed, so that it is tried again.
    mutating func retryFailures() {
        let failed = slots.filter { if case .failed = $0.value.phase { true } else { false } }.keys
        for key in failed { slots[key] = nil }
        if !failed.isEmpty { (wanted, ahead) = ([], []) }
    }

    private mutating func trim() {
        while slots.count > Self.limit || cellCount > Self.cellLimit {
            let idle = slots.filter { $0.value.phase.isReady && $0.value.usedAt < time }
            guard let oldest = idle.min(by: { $0.value.usedAt < $1.value.usedAt }) else { return }
            if case .ready(let canvas) = oldest.value.phase { cellCount -= canvas.cells.count }
            slots[oldest.key] = nil
        }
    }
}

extension PictureShelf.Phase {
    fileprivate var isReady: Bool { if case .ready = self { true } else { false } }

    fileprivate var isLoading: Bool { if case .loading = self { true } else { false } }
}
