package import Foundation
package import HTTPTransport
package import MintDomain

package struct DownloadLimits: Sendable, Hashable {
    /// The number of simultaneous downloads; others wait in order of arrival.
    package var parallel = 2
    /// The maximum size of one file in bytes.
    package var byteCount: Int64 = 16 << 30
    /// The maximum time without a byte.
    package var silence: Duration = .seconds(30)
    /// The maximum number of attempts in a row without new bytes.
    package var failures = 5
    /// The maximum number of times a file may change during a download.
    package var restarts = 3
    /// The maximum wait before a retry; a server that asks for more ends the download.
    package var longestWait: Duration = .seconds(60)
    /// The minimum time between two progress values.
    package var progressInterval: Duration = .milliseconds(100)

    package init() {}
}

struct DownloaderParts: Sendable {
    let transport: any FileTransport
    let policy: LinkPolicy
    let clock: AnyElapsingClock
    let now: @Sendable () -> Date
    let limits: DownloadLimits
}

/// Downloads files, a few at a time; resumes interrupted downloads, and names files only when complete.
package actor Downloader {
    private let parts: DownloaderParts
    private var running = 0
    private var waiting: [(number: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    private var lastNumber = 0

    /// - Parameters:
    ///   - transport: Carries no key and obeys the same policy (`FileAccess(policy)`).
    ///   - policy: The rules for links.
    ///   - clock: Measures progress, silence and the waits between attempts.
    ///   - now: Our time, for expiring links and for a `Retry-After` that is a date.
    ///   - limits: The limits of every download.
    package init(
        transport: any FileTransport, policy: LinkPolicy, clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Date, limits: DownloadLimits = DownloadLimits()
    ) {
        parts = DownloaderParts(
            transport: transport, policy: policy, clock: AnyElapsingClock(clock), now: now, limits: limits)
    }

    /// Downloads one file.
    ///
    /// Canceling the task stops it. The bytes so far stay next to the final file as `.NAME.mintop-part`; the next call,
    /// also of another process, resumes them.
    ///
    /// `feed` gets the progress and ends with the call.
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
            // A connection that is being closed may hold the part a moment longer than this call.
            defer { part.unlock() }
            return try await DownloadRun(request: request, part: part, parts: parts, meter: meter).run()
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

    /// Passes the turn to the longest waiting download, so that a new one cannot take it.
    private func leave() {
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().continuation.resume()
        }
    }
}
