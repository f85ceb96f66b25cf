package import Foundation
package import HTTPTransport
package import MintDomain

/// What holds for every download of one downloader.
package struct DownloadLimits: Sendable, Hashable {
    /// How many run at once; the others wait in the order in which they came.
    package var parallel = 2
    /// The most bytes of one file.
    package var byteCount: Int64 = 16 << 30
    /// The longest time without a byte.
    package var silence: Duration = .seconds(30)
    /// How many tries in a row may bring nothing new.
    package var failures = 5
    /// How often a file may become another one under way.
    package var restarts = 3
    /// The longest wait before another try, a server's wish included; a longer one ends the download.
    package var longestWait: Duration = .seconds(60)
    /// The shortest time between two values of progress.
    package var progressInterval: Duration = .milliseconds(100)

    package init() {}
}

/// The parts of a downloader.
struct DownloaderParts: Sendable {
    let transport: any FileTransport
    let policy: LinkPolicy
    let clock: AnyElapsingClock
    let now: @Sendable () -> Date
    let limits: DownloadLimits
}

/// Fetches files to the disk: a few at a time, on from where a killed one stopped, under their names only when whole.
package actor Downloader {
    private let parts: DownloaderParts
    private var running = 0
    private var waiting: [(number: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    private var lastNumber = 0

    /// - Parameters:
    ///   - transport: carries no key, and obeys the same policy (`FileAccess(policy)`).
    ///   - policy: which links are used.
    ///   - clock: measures progress, silence and the waits between tries.
    ///   - now: our time, for expiring links and for a `Retry-After` that is a date.
    ///   - limits: hold for every download.
    package init(
        transport: any FileTransport, policy: LinkPolicy, clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Date, limits: DownloadLimits = DownloadLimits()
    ) {
        parts = DownloaderParts(
            transport: transport, policy: policy, clock: AnyElapsingClock(clock), now: now, limits: limits)
    }

    /// Fetches one file.
    ///
    /// Cancelling the task stops it; what came so far stays beside the file's place as `.NAME.mintop-part` and is gone on
    /// with by the next call, of this process or another.
    ///
    /// - Parameters:
    ///   - request: what to fetch, and where to.
    ///   - feed: is told how far it is, and ends with the call; nil for nobody.
    /// - Returns: where the file is, or that a person has to decide.
    /// - Throws: `FileProblem`; `CancellationError`.
    package func download(_ request: DownloadRequest, feed: DownloadFeed? = nil) async throws -> DownloadOutcome {
        let meter = ProgressMeter(clock: parts.clock, interval: parts.limits.progressInterval) { value in
            _ = feed?.continuation.yield(value)
        }
        defer { feed?.continuation.finish() }
        guard FileName.isSafe(request.fileName) else { throw FileProblem.unsafeName }
        _ = try request.link.text.checked(by: parts.policy)
        meter.enter(.waiting, total: request.link.byteCount)
        try await enter()
        defer { leave() }
        do {
            let part = try PartFile(request.fileName, in: request.directory)
            // A connection that is being closed may hold on to it for a moment longer than this call lasts.
            defer { part.unlock() }
            return try await DownloadRun(request: request, part: part, parts: parts, meter: meter).run()
        } catch let problem as DiskProblem {
            throw FileProblem.disk(problem, directory: request.directory)
        }
    }

    /// Removes what a download left that is not to be gone on with, as when a person said stop; nothing where another
    /// download writes it now.
    ///
    /// - Throws: `FileProblem`
    package nonisolated func discard(_ request: DownloadRequest) throws {
        guard FileName.isSafe(request.fileName) else { throw FileProblem.unsafeName }
        do {
            try PartFile(request.fileName, in: request.directory).remove()
        } catch let problem as DiskProblem {
            throw FileProblem.disk(problem, directory: request.directory)
        }
    }

    // MARK: - Turns

    private func enter() async throws {
        try Task.checkCancellation()
        if running < parts.limits.parallel {
            running += 1
            return
        }
        lastNumber += 1
        let number = lastNumber
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    waiting.append((number, continuation))
                }
            }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
    }

    private func giveUp(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).continuation.resume(throwing: CancellationError())
    }

    /// The turn goes to the next one, so that nobody slips in between.
    private func leave() {
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().continuation.resume()
        }
    }
}
