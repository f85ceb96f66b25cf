import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// Reads files over connections of its own, which never carry a key, a cookie or any other header of the API's.
///
/// Redirects are followed, at most 5, each checked like the first address. Call `shutdown()` before the process ends. Safe
/// to share between tasks.
package final class AsyncFileTransport: FileTransport {
    private static let beyondAnySilence = TimeAmount.hours(24 * 365)
    private static let mostRedirects = 5

    private let access: FileAccess
    private let clock: AnyElapsingClock
    /// For hosts whose address does not matter.
    private let open: HTTPClient
    /// For all others: a connection to a wrong address is closed before anything is sent over it.
    private let guarded: HTTPClient

    /// - Parameters:
    ///   - clock: measures silence.
    ///   - access: who may be asked.
    package init(clock: some Clock<Duration>, access: FileAccess) {
        self.clock = AnyElapsingClock(clock)
        self.access = access
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(10)
        configuration.timeout.connect = .seconds(10)
        configuration.decompression = .disabled
        // One file to a connection: the windows of HTTP/2 would slow large files down over a long way.
        configuration.httpVersion = .http1Only
        open = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let allows = access.allowsAddress
        configuration.http1_1ConnectionDebugInitializer = { channel in
            let address = channel.remoteAddress?.ipAddress ?? ""
            if allows(address) { return channel.eventLoop.makeSucceededVoidFuture() }
            // Closed only when the library has given the connection up: before, it takes the end for an error of its own.
            channel.eventLoop.execute { channel.close(promise: nil) }
            return channel.eventLoop.makeFailedFuture(ForbiddenAddress(address: address))
        }
        guarded = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    /// Closes every connection; reads under way end as cancelled. Does not wait for connections that are being made.
    ///
    /// - Throws: what closing a connection threw; calling it twice throws too.
    package func shutdown() async throws {
        let first: Result<Void, any Error>
        do {
            first = .success(try await clock.end(open))
        } catch {
            first = .failure(error)
        }
        try await clock.end(guarded)
        try first.get()
    }

    package func read(
        _ request: FileRequest, head: @Sendable @escaping (FileHead) throws -> Bool,
        piece: @Sendable @escaping (UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        let watch = SilenceWatch(clock: clock, limit: request.silence)
        let asked = AskedOrigin(Origin(request.url))
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let (answer, origin) = try await self.answer(to: request, watch, asked)
                    try await Self.deliver(answer, from: origin, watch, head, piece)
                }
                group.addTask { try await watch.run() }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            throw translated(error, asked.newest.withLock { $0 }, silence: request.silence)
        }
    }

    /// The first answer that is no redirect, and who gave it.
    private func answer(
        to request: FileRequest, _ watch: SilenceWatch, _ asked: AskedOrigin
    ) async throws -> (HTTPClientResponse, Origin) {
        var url = request.url
        var redirects = 0
        while true {
            let trust = try Ours.marking { try access.check(url) }
            guard let origin = Origin(url) else {
                throw TransportFailure.invalidRequest("The address is not an http or https address with a host.")
            }
            asked.newest.withLock { $0 = origin }
            let client = trust == .anyAddress ? open : guarded
            let answer = try await client.execute(Self.outgoing(request, to: url), timeout: Self.beyondAnySilence)
            watch.note()
            guard [301, 302, 303, 307, 308].contains(answer.status.code) else { return (answer, origin) }
            guard redirects < Self.mostRedirects, let location = answer.headers.first(name: "Location"),
                let next = URL(string: location, relativeTo: url)?.absoluteURL
            else { throw TransportFailure.redirected(origin, status: Int(answer.status.code), to: nil) }
            url = next
            redirects += 1
        }
    }

    private static func outgoing(_ request: FileRequest, to url: URL) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: url.absoluteString)
        outgoing.headers.add(name: "User-Agent", value: "mintop")
        outgoing.headers.add(name: "Accept", value: "*/*")
        // Sizes and ranges are those of the file, not of a packed copy.
        outgoing.headers.add(name: "Accept-Encoding", value: "identity")
        if request.offset > 0, let validator = request.validator {
            outgoing.headers.add(name: "Range", value: "bytes=\(request.offset)-")
            outgoing.headers.add(name: "If-Range", value: validator)
        }
        return outgoing
    }

    private static func deliver(
        _ answer: HTTPClientResponse, from origin: Origin, _ watch: SilenceWatch,
        _ head: @Sendable (FileHead) throws -> Bool, _ piece: @Sendable (UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        let headers = HeaderFields(answer.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) })
        let isWanted = try Ours.marking {
            try head(FileHead(status: Int(answer.status.code), headers: headers, origin: origin))
        }
        guard isWanted else { return }
        for try await buffer in answer.body {
            try Ours.marking { try buffer.withUnsafeReadableBytes(piece) }
            watch.note()
        }
    }

    private func translated(_ error: any Error, _ origin: Origin?, silence: Duration) -> any Error {
        if Task.isCancelled { return CancellationError() }
        if let ours = error as? Ours { return ours.error }
        guard let origin else { return error }
        switch error {
        case let error as ForbiddenAddress: return access.refusal(origin.host, error.address)
        case is SilenceWatch.Silence: return TransportFailure.noAnswer(origin, within: silence)
        case let failure as TransportFailure: return failure
        default: return classify(error, origin: origin, answerLimit: 0)
        }
    }
}

/// Whose answer is waited for, after redirects too: a failure is theirs.
private final class AskedOrigin: Sendable {
    let newest: Mutex<Origin?>

    init(_ first: Origin?) {
        newest = Mutex(first)
    }
}

/// What the caller's own functions threw, so that it is not taken for an error of the library.
private struct Ours: Error {
    let error: any Error

    static func marking<Value>(_ body: () throws -> Value) throws(Ours) -> Value {
        do {
            return try body()
        } catch {
            throw Ours(error: error)
        }
    }
}

/// A name led to an address where no file of this server can be.
private struct ForbiddenAddress: Error {
    let address: String
}
