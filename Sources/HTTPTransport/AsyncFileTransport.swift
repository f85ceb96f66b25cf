import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// Reads files over separate connections that never carry a key, a cookie or any other header of the API.
///
/// Follows at most 5 redirects, each checked like the first address. Call `shutdown()` before the process ends. Safe to
/// share between tasks.
package final class AsyncFileTransport: FileTransport {
    private static let beyondAnySilence = TimeAmount.hours(24 * 365)
    private static let mostRedirects = 5

    private let access: FileAccess
    private let clock: AnyElapsingClock
    /// The client for hosts whose address needs no check.
    private let open: HTTPClient
    /// The clients for all other hosts, which connect only to checked addresses.
    private let pinned: PinnedClients

    package init(clock: some Clock<Duration>, access: FileAccess) {
        self.clock = AnyElapsingClock(clock)
        self.access = access
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(10)
        configuration.timeout.connect = .seconds(10)
        configuration.decompression = .disabled
        // One file per connection: HTTP/2 flow control slows large files down on connections with high latency.
        configuration.httpVersion = .http1Only
        open = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        // Leaves time to try another address of the host.
        configuration.timeout.connect = .seconds(5)
        pinned = PinnedClients(configuration, clock: self.clock)
    }

    /// Closes every connection; reads in flight end as canceled. Does not wait for connections still being made.
    ///
    /// - Throws: The error of closing a connection, also when called twice.
    package func shutdown() async throws {
        let first = await Task { try await clock.end(open) }.result
        try await pinned.shutdown()
        try first.get()
    }

    package func read(
        _ request: FileRequest, head: @Sendable @escaping (FileHead) throws -> Bool,
        piece: @Sendable @escaping (UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        let watch = PaceWatch(clock: clock, silence: request.silence, deadline: request.deadline)
        let asked = AskedOrigin(Origin(request.url))
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await self.follow(request, watch, asked) { answer, origin in
                        try await Self.deliver(answer, from: origin, watch, head, piece)
                    }
                }
                group.addTask { try await watch.run() }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            throw translated(error, asked.newest.withLock { $0 }, silence: request.silence)
        }
    }

    /// The part of a read that runs while the connection is open.
    private typealias Use<Value> = @Sendable (HTTPClientResponse, Origin) async throws -> Value

    /// Follows redirects, then passes the final response to the body.
    private func follow(
        _ request: FileRequest, _ watch: PaceWatch, _ asked: AskedOrigin, _ deliver: @escaping Use<Void>
    ) async throws {
        var pending = request.url
        var redirects = 0
        while true {
            let url = pending
            let trust = try CallerError.marking { try access.check(url) }
            guard let origin = Origin(url) else {
                throw TransportFailure.invalidRequest("The address is not an http or https address with a host.")
            }
            asked.newest.withLock { $0 = origin }
            let isLast = redirects == Self.mostRedirects
            let next = try await ask(request, at: url, origin, trust) { answer, origin -> URL? in
                watch.note()
                guard [301, 302, 303, 307, 308].contains(answer.status.code) else {
                    try await deliver(answer, origin)
                    return nil
                }
                let location = isLast ? nil : answer.headers.first(name: "Location")
                guard let next = location.flatMap({ URL(string: $0, relativeTo: url)?.absoluteURL }) else {
                    throw TransportFailure.redirected(origin, status: Int(answer.status.code), to: nil)
                }
                return next
            }
            guard let next else { return }
            pending = next
            redirects += 1
        }
    }

    /// Sends one request, to a checked address if required, and runs the body with the response.
    private func ask<Value: Sendable>(
        _ request: FileRequest, at url: URL, _ origin: Origin, _ trust: FileAccess.HostTrust,
        _ use: @escaping Use<Value>
    ) async throws -> Value {
        let host = url.host?.trimmingCharacters(in: CharacterSet(charactersIn: "[]")) ?? origin.host
        let outgoing = Self.outgoing(request, to: url)
        if trust == .anyAddress {
            return try await use(try await open.execute(outgoing, timeout: Self.beyondAnySilence), origin)
        }
        var addresses = pinned.sorted(try await checkedAddresses(of: host, origin), of: host)[...]
        while let address = addresses.popFirst() {
            let isLast = addresses.isEmpty
            let value = try await pinned.with(PinnedClients.Pin(host: host, address: address)) { client -> Value? in
                let answer: HTTPClientResponse
                do {
                    answer = try await client.execute(outgoing, timeout: Self.beyondAnySilence)
                } catch {
                    guard !isLast, case TransportFailure.cannotConnect = classify(error, origin: origin, answerLimit: 0)
                    else { throw error }
                    return nil
                }
                return try await use(answer, origin)
            }
            if let value { return value }
        }
        throw TransportFailure.cannotConnect(origin, .unknownHost)
    }

    /// The addresses of a host, all of them allowed.
    ///
    /// - Throws: The refusal of `access` if one is not allowed; then no connection is made at all.
    private func checkedAddresses(of host: String, _ origin: Origin) async throws -> [String] {
        let addresses: [String]
        do {
            addresses = try await access.addresses(host)
        } catch is NameResolution.UnknownName {
            throw TransportFailure.cannotConnect(origin, .unknownHost)
        }
        if let forbidden = addresses.first(where: { !access.allowsAddress($0) }) {
            throw CallerError(error: access.refusal(origin.host, forbidden))
        }
        return addresses
    }

    private static func outgoing(_ request: FileRequest, to url: URL) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: url.absoluteString)
        outgoing.headers.add(name: "User-Agent", value: "mintop")
        outgoing.headers.add(name: "Accept", value: "*/*")
        // Sizes and ranges must be those of the file, not of a compressed copy.
        outgoing.headers.add(name: "Accept-Encoding", value: "identity")
        if request.offset > 0, let validator = request.validator {
            outgoing.headers.add(name: "Range", value: "bytes=\(request.offset)-")
            outgoing.headers.add(name: "If-Range", value: validator)
        }
        return outgoing
    }

    private static func deliver(
        _ answer: HTTPClientResponse, from origin: Origin, _ watch: PaceWatch,
        _ head: @Sendable (FileHead) throws -> Bool, _ piece: @Sendable (UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        let headers = HeaderFields(answer.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) })
        let isWanted = try CallerError.marking {
            try head(FileHead(status: Int(answer.status.code), headers: headers, origin: origin))
        }
        guard isWanted else { return }
        for try await buffer in answer.body {
            try CallerError.marking { try buffer.withUnsafeReadableBytes(piece) }
            watch.note(bytes: buffer.readableBytes)
        }
    }

    private func translated(_ error: any Error, _ origin: Origin?, silence: Duration) -> any Error {
        if Task.isCancelled { return CancellationError() }
        if let ours = error as? CallerError { return ours.error }
        guard let origin else { return error }
        switch error {
        case TransferPace.Fault.silent: return TransportFailure.noAnswer(origin, within: silence)
        case TransferPace.Fault.slow: return TransportFailure.tooSlow(origin)
        case let failure as TransportFailure: return failure
        default: return classify(error, origin: origin, answerLimit: 0)
        }
    }
}
