import Foundation
import HTTPTransport
import MintDomain

/// One download, from its first request to the final file.
struct DownloadRun: Sendable {
    let request: DownloadRequest
    let part: PartFile
    let parts: DownloaderParts
    let meter: ProgressMeter

    private var path: String { request.directory + "/" + request.fileName }

    /// - Throws: `FileProblem`, `DiskProblem`, `CancellationError`. The bytes so far are kept if they can be resumed.
    func run() async throws -> DownloadOutcome {
        do {
            if let outcome = try outcomeBefore() {
                dropIfEmpty()
                return outcome
            }
            let resumedFrom = try await fetch()
            meter.enter(.checking)
            let isDigestChecked = try await check()
            return try await place(resumedFrom: resumedFrom, isDigestChecked: isDigestChecked)
        } catch {
            await settle(after: error)
            throw error
        }
    }

    /// The outcome if it needs no request: another file of a different size has the name.
    private func outcomeBefore() throws -> DownloadOutcome? {
        guard request.present == .ask else { return nil }
        switch try part.neighbor(request.fileName) {
        case .none: return nil
        case .other: return .exists(path: path, byteCount: nil)
        case .file(let size):
            guard let expected = request.link.byteCount, expected != size else { return nil }
            return .exists(path: path, byteCount: size)
        }
    }

    // MARK: - Fetching

    /// - Returns: The number of bytes that were on disk before.
    private func fetch() async throws -> Int64 {
        var course = Course(link: request.link)
        let resumedFrom = try terms(course).offset
        while true {
            try Task.checkCancellation()
            if !course.isRefreshed, let end = course.link.expiresAt, end <= parts.now() { try await refresh(&course) }
            let transfer = Transfer(try terms(course), into: part, meter: meter)
            do {
                try await send(course, transfer)
                return resumedFrom
            } catch Transfer.Detour.isWhole {
                return resumedFrom
            } catch Transfer.Detour.startOver {
                course.restarts += 1
                guard course.restarts <= parts.limits.restarts else {
                    throw FileProblem.keepsChanging(host: hostName(course.link))
                }
                try part.cut(to: 0)
            } catch let problem as FileProblem {
                try await recover(from: problem, transfer.retryAfter, &course)
            }
        }
    }

    private struct Course {
        var link: FreshLink
        var isRefreshed = false
        var restarts = 0
        /// The number of attempts in a row without new bytes.
        var failures = 0
        var best: Int64 = 0
    }

    private func send(_ course: Course, _ transfer: Transfer) async throws {
        let terms = try terms(course)
        let url = try course.link.text.checked(by: parts.policy).url
        let file = FileRequest(
            url: url, offset: terms.offset, validator: terms.note?.validator, silence: parts.limits.silence)
        try await problems {
            try await parts.transport.read(file) { head in
                try transfer.head(head)
            } piece: { bytes in
                try transfer.piece(bytes)
            }
        }
        try transfer.end()
    }

    /// The terms of the next attempt: it resumes after the bytes on disk if they certainly belong to the same file.
    private func terms(_ course: Course) throws -> Transfer.Terms {
        let source = course.link.text.prefix { $0 != "?" && $0 != "#" }
        var terms = Transfer.Terms(
            request: request, link: course.link, source: String(source), offset: 0, note: nil,
            limit: parts.limits.byteCount, now: parts.now)
        guard let note = part.note(), note.identity == request.identity, note.source == terms.source,
            note.validator != nil, course.link.byteCount == nil || course.link.byteCount == note.byteCount
        else { return terms }
        let size = note.reliable(of: try part.size())
        // With all bytes present, one byte is requested again: the response shows whether the file is still the same.
        terms.offset = max(min(size, (note.byteCount ?? .max) - 1), 0)
        if terms.offset > 0 { terms.note = note }
        return terms
    }

    private func recover(from problem: FileProblem, _ retryAfter: Duration?, _ course: inout Course) async throws {
        switch problem {
        case .notFound, .expired, .wrongSize:
            guard !course.isRefreshed else { throw problem }
            if case .wrongSize = problem { try part.cut(to: 0) }
            try await refresh(&course)
        case _ where problem.isPassing:
            let size = try part.size()
            course.failures = size > course.best ? 0 : course.failures + 1
            course.best = max(course.best, size)
            guard course.failures < parts.limits.failures else { throw problem }
            let wait = max(retryAfter ?? .zero, .milliseconds(500) * (1 << course.failures))
            guard wait <= parts.limits.longestWait else { throw problem }
            meter.enter(.retrying)
            try await parts.clock.sleep(wait)
        default: throw problem
        }
    }

    private func refresh(_ course: inout Course) async throws {
        meter.enter(.refreshing)
        course.isRefreshed = true
        do {
            guard let link = try await request.refresh() else { throw FileProblem.noSuchAsset }
            course.link = link
        } catch let problem as FileProblem {
            throw problem
        } catch {
            if error is CancellationError || Task.isCancelled { throw CancellationError() }
            throw FileProblem.noFreshLink("\(error)")
        }
    }

    private func hostName(_ link: FreshLink) -> String {
        URL(string: link.text).flatMap(Origin.init)?.host ?? "The server"
    }

    // MARK: - The end

    /// - Returns: Whether there was a checksum.
    private func check() async throws -> Bool {
        let host = hostName(request.link)
        guard let note = part.note() else { throw FileProblem.unknownSize(host: host) }
        let size = try part.size()
        if let total = note.byteCount, size != total {
            throw FileProblem.wrongSize(expected: total, got: size, host: host)
        }
        let format = request.format
        return try await offThread { [part] in
            try ContentCheck.check(beginning: try part.beginning(), format: format, host: host)
            if let digest = note.digest, try !part.matches(digest) { throw FileProblem.wrongDigest(host: host) }
            try part.sync()
            return note.digest != nil
        }
    }

    private func place(resumedFrom: Int64, isDigestChecked: Bool) async throws -> DownloadOutcome {
        let size = try part.size()
        func finished(_ name: String) -> DownloadOutcome {
            .finished(
                DownloadedFile(
                    path: request.directory + "/" + name, byteCount: size, resumedFrom: resumedFrom,
                    isDigestChecked: isDigestChecked))
        }
        var name = request.fileName
        var number = 1
        while true {
            if case .none = try part.neighbor(name) {
                if try part.place(as: name, overwrites: false) { return finished(name) }
                continue
            }
            let taken = name
            if try await offThread({ [part] in try part.equals(taken) }) {
                part.remove()
                return .alreadyThere(path: request.directory + "/" + name)
            }
            switch request.present {
            case .ask:
                try keepSafe()
                return try present()
            case .overwrite:
                _ = try part.place(as: name, overwrites: true)
                return finished(name)
            case .keepBoth:
                number += 1
                name = FileName.numbered(request.fileName, number)
            }
        }
    }

    private func present() throws -> DownloadOutcome {
        if case .file(let size) = try part.neighbor(request.fileName) { return .exists(path: path, byteCount: size) }
        return .exists(path: path, byteCount: nil)
    }

    private func keepSafe() throws {
        guard var note = part.note() else { return }
        note.safeBytes = try part.size()
        note.boot = PartNote.currentBoot
        try part.keep(note)
    }

    /// Keeps only what another attempt can use.
    private func settle(after error: any Error) async {
        switch error as? FileProblem {
        case .wrongContent, .wrongDigest, .wrongSize, .unknownSize, .tooLarge, .keepsChanging: part.remove()
        default:
            do {
                try await offThread { [part] in try part.sync() }
                try keepSafe()
            } catch {
                // Without the note, the bytes count only until the machine restarts.
            }
            dropIfEmpty()
        }
    }

    private func dropIfEmpty() {
        // A partial file of unknown size stays.
        if (try? part.size()) == 0 { part.remove() }
    }
}
