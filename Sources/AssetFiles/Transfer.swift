import Foundation
import HTTPTransport
import MintDomain
import Synchronization

/// One response on its way into a part: decides whether it starts the file, continues it, or neither.
///
/// Used by one task at a time.
final class Transfer: Sendable {
    /// A response that is neither content nor a failure.
    enum Detour: Error {
        /// The bytes on disk do not match; request the whole file.
        case startOver
        /// All bytes are already on disk.
        case isWhole
    }

    /// The terms by which a response is judged.
    struct Terms: Sendable {
        var request: DownloadRequest
        var link: FreshLink
        var source: String
        /// The first requested byte, with the facts about the bytes before it; 0 and nil for the whole file.
        var offset: Int64
        var note: PartNote?
        var limit: Int64
        var now: @Sendable () -> Date
    }

    private struct State {
        var offset: Int64
        var note: PartNote?
        var origin: Origin?
        var isFramed = false
        var beginning: [UInt8] = []
        var retryAfter: Duration?
    }

    private let terms: Terms
    private let part: PartFile
    private let meter: ProgressMeter
    private let state: Mutex<State>

    init(_ terms: Terms, into part: PartFile, meter: ProgressMeter) {
        self.terms = terms
        self.part = part
        self.meter = meter
        state = Mutex(State(offset: terms.offset, note: terms.note))
    }

    var retryAfter: Duration? { state.withLock { $0.retryAfter } }

    /// - Returns: Whether the body belongs to the file.
    /// - Throws: `FileProblem`, `DiskProblem`, `Detour`
    func head(_ head: FileHead) throws -> Bool {
        try state.withLock { state in
            state.origin = head.origin
            state.isFramed = head.isFramed
            state.retryAfter = RetryAfter.wait(in: head.headers, now: terms.now())
            switch head.status {
            case 200: try begin(head, &state)
            case 206 where terms.offset > 0: try goOn(head, &state)
            case 416 where terms.offset > 0: throw detour(after: head, state.note)
            default: throw FileProblem(status: head.status, host: head.origin.host)
            }
            return true
        }
    }

    private func begin(_ head: FileHead, _ state: inout State) throws {
        let host = head.origin.host
        try ContentCheck.check(head, format: terms.request.format)
        if let length = head.length, let expected = terms.link.byteCount, length != expected {
            throw FileProblem.wrongSize(expected: expected, got: length, host: host)
        }
        let total = head.length ?? terms.link.byteCount
        if let total {
            guard total <= terms.limit else { throw FileProblem.tooLarge(limit: terms.limit, host: host) }
            if let room = part.room(), room + (try part.size()) < total { throw DiskProblem.full }
        }
        let note = PartNote(
            identity: terms.request.identity, source: terms.source, validator: head.validator,
            tag: head.headers["ETag"], byteCount: total, digest: ContentDigest(head.headers),
            boot: PartNote.currentBoot)
        // In this order a kill in between leaves no bytes that look like a part of the new file.
        try part.cut(to: 0)
        try part.keep(note)
        state.note = note
        state.offset = 0
        meter.enter(.transferring, received: 0, total: total)
    }

    private func goOn(_ head: FileHead, _ state: inout State) throws {
        guard let note = state.note, let range = head.range, range.first == terms.offset else {
            throw Detour.startOver
        }
        let total = note.byteCount ?? range.total
        if let tag = head.headers["ETag"], tag != note.tag { throw Detour.startOver }
        if let whole = range.total, whole != total { throw Detour.startOver }
        if let length = head.length, let total, length > total - terms.offset { throw Detour.startOver }
        try ContentCheck.check(head, format: terms.request.format)
        if let total, let room = part.room(), room < total - terms.offset { throw DiskProblem.full }
        try part.cut(to: terms.offset)
        if note.byteCount != total {
            state.note?.byteCount = total
            if let changed = state.note { try part.keep(changed) }
        }
        meter.enter(.transferring, received: terms.offset, total: total)
    }

    private func detour(after head: FileHead, _ note: PartNote?) -> Detour {
        let isSame = head.headers["ETag"].map { $0 == note?.tag } ?? true
        let isAll = head.lengthBesideRange == terms.offset && (note?.byteCount ?? terms.offset) == terms.offset
        return isSame && isAll ? .isWhole : .startOver
    }

    /// - Throws: `FileProblem`, `DiskProblem`
    func piece(_ bytes: UnsafeRawBufferPointer) throws {
        try state.withLock { state in
            let host = state.origin?.host ?? ""
            let end = state.offset + Int64(bytes.count)
            if let total = state.note?.byteCount, end > total {
                throw FileProblem.wrongSize(expected: total, got: end, host: host)
            }
            guard end <= terms.limit else { throw FileProblem.tooLarge(limit: terms.limit, host: host) }
            let missing = ContentCheck.beginning - Int(min(state.offset, Int64(ContentCheck.beginning)))
            if missing > 0 {
                state.beginning += bytes.prefix(missing)
                if state.beginning.count == ContentCheck.beginning {
                    try ContentCheck.check(beginning: state.beginning, format: terms.request.format, host: host)
                }
            }
            try part.write(bytes, at: state.offset)
            state.offset = end
        }
        meter.add(bytes.count)
    }

    /// - Throws: `FileProblem`: `.transport` if the body was incomplete
    func end() throws {
        try state.withLock { state in
            guard let origin = state.origin, var note = state.note else { return }
            if let total = note.byteCount {
                if state.offset < total { throw FileProblem.transport(.connectionLost(origin)) }
                return
            }
            guard state.isFramed else { throw FileProblem.unknownSize(host: origin.host) }
            note.byteCount = state.offset
            state.note = note
            try part.keep(note)
        }
    }
}
