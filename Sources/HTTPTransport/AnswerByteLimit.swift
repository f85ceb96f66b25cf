import NIOCore
import NIOHTTP1

/// Closes a connection after too many bytes since the newest request. The limit of a body does not count informational
/// responses and chunk extensions, which a server can send without end.
final class AnswerByteLimit: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let limit: Int
    private var count = 0

    private init(_ limit: Int) {
        self.limit = limit
    }

    /// Adds the limit between the network (or TLS) and the HTTP/1.1 decoder.
    static func add(_ limit: Int, to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
            try pipeline.addHandler(AnswerByteLimit(limit), position: .before(encoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        count = 0
        context.write(data, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += unwrapInboundIn(data).readableBytes
        guard count > limit else { return context.fireChannelRead(data) }
        context.fireErrorCaught(NIOTooManyBytesError(maxBytes: limit))
        context.close(promise: nil)
    }
}
