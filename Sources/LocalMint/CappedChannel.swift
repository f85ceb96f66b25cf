import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Synchronization

/// Serves a limited number of connections; a further one gets a 503 and is closed, even without a request.
struct CappedChannel: ServerChildChannel {
    /// The number of served connections, and of those accepted for a 503.
    struct Cap: Sendable, Hashable {
        var served: Int

        /// - Parameter descriptors: The maximum file descriptors of the process; files and the database need some too.
        init(descriptors: Int) {
            served = max(1, min(Limits.connections, descriptors / 2))
        }

        /// Further connections wait to be accepted, so that descriptors never run out.
        var accepted: Int { served + 16 }
    }

    let channel: HTTP1Channel
    let cap: Cap
    private let gate = Gate()

    init(_ channel: HTTP1Channel, cap: Cap) {
        self.channel = channel
        self.cap = cap
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        self.channel.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(TargetHost(), position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        defer { gate.count.subtract(1, ordering: .relaxed) }
        guard gate.count.add(1, ordering: .relaxed).newValue <= cap.served else { return await refuse(value, logger) }
        await channel.handle(value: value, logger: logger)
    }

    private func refuse(_ connection: HTTP1Channel.Value, _ logger: Logger) async {
        let fields: HTTPFields = [.connection: "close", .contentLength: "0", .retryAfter: "1"]
        do {
            try await connection.executeThenClose { _, outbound in
                try await outbound.write(.head(HTTPResponse(status: .serviceUnavailable, headerFields: fields)))
                try await outbound.write(.end(nil))
            }
        } catch {
            logger.trace("a refused connection was gone: \(type(of: error))")
        }
    }

    private final class Gate: Sendable {
        let count = Atomic(0)
    }
}

extension CappedChannel.Cap {
    /// The cap for the current descriptor limit of this process.
    static var current: Self {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return Self(descriptors: 256) }
        return Self(descriptors: Int(clamping: limit.rlim_cur))
    }
}
