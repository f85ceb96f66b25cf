package import FoundationEssentials
package import TerminalCore

/// The cache of pictures for the screen. It is bounded and drops the least recently used ones.
package struct PictureShelf: Sendable {
    package enum Phase: Sendable, Hashable {
        /// It has been loading since that time.
        case loading(since: Date)
        case ready(Canvas)
        /// It cannot be shown. The text is the reason, one line.
        case failed(SafeText)
    }

    private struct Slot: Sendable {
        var phase: Phase
        /// Whether it was requested before it is visible.
        var isAhead: Bool
        var usedAt: Int
    }

    /// The maximum number of cached pictures.
    package static let limit = 240
    /// The maximum number of cells of all cached pictures together. A cell takes about 64 bytes.
    package static let cellLimit = 160_000
    /// The time in seconds before a loading picture is announced as loading.
    package static let quietSeconds = 0.15

    private var slots: [PictureKey: Slot] = [:]
    private var time = 0
    private var wanted: [PictureRequest] = []
    private var ahead: [PictureRequest] = []
    /// The number of cells of all cached pictures.
    package private(set) var cellCount = 0

    package init() {}

    /// The number of cached and loading pictures.
    package var count: Int { slots.count }

    /// The state of a picture; nil if it was not requested.
    package subscript(key: PictureKey) -> Phase? { slots[key]?.phase }

    /// Records the pictures that are visible and those that may be visible next.
    ///
    /// - Returns: The effects that load, cancel and prefetch pictures. A picture that is being prefetched is requested
    ///   again when it becomes visible.
    mutating func look(at requests: [PictureRequest], next: [PictureRequest], now: Date) -> [Effect] {
        guard requests != wanted || next != ahead else { return [] }
        (wanted, ahead) = (requests, next)
        time += 1
        let keys = Set(requests.map(\.key)).union(next.map(\.key))
        var effects: [Effect] = []
        let left = slots.filter { !keys.contains($0.key) && !$0.value.phase.isReady }.keys
        let canceled = left.filter { slots[$0]?.phase.isLoading == true }
        // Drop failures of pictures that are not visible, so that returning to them tries again.
        for key in left { slots[key] = nil }
        if !canceled.isEmpty { effects.append(.cancelPictures(Array(canceled))) }
        for request in requests where take(request, isAhead: false, now: now) {
            effects.append(.loadPicture(request))
        }
        let prefetched = next.filter { take($0, isAhead: true, now: now) }
        if !prefetched.isEmpty { effects.append(.prefetchPictures(prefetched)) }
        return effects
    }

    /// Marks a picture as used. Returns whether it has to be requested.
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

    /// Stores a loaded picture, unless it is no longer wanted.
    mutating func take(_ canvas: Canvas, for key: PictureKey) {
        guard slots[key]?.phase.isLoading == true else { return }
        slots[key]?.phase = .ready(canvas)
        cellCount += canvas.cells.count
        trim()
    }

    /// Stores the reason why a picture cannot be shown.
    mutating func fail(_ key: PictureKey, _ reason: SafeText) {
        guard slots[key]?.phase.isLoading == true else { return }
        slots[key]?.phase = .failed(reason)
    }

    /// Drops all failures so that these pictures are requested again.
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
