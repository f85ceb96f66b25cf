import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A listener on 127.0.0.1 that answers each request with the next raw step of its script, without an HTTP library.
final class RawServer: Sendable {
    enum Step: Sendable {
        /// These bytes; the connection stays open.
        case bytes(String)
        /// These bytes, then an orderly close.
        case bytesThenClose(String)
        case bytesThenReset(String)

        static let silence = Step.bytes("")

        static func answer(_ status: String, headers: [String] = [], body: String = "") -> Step {
            let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
            return .bytes(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }
    }

    private let channel: any Channel
    private let shared: Shared

    final class Shared: Sendable {
        let script: Mutex<[Step]>
        let log = Mutex<[String]>([])
        let connections = Mutex(0)
        let arrivals: AsyncStream<String>
        let arrived: AsyncStream<String>.Continuation

        init(_ script: [Step]) {
            self.script = Mutex(script)
            (arrivals, arrived) = AsyncStream<String>.makeStream()
        }
    }

    /// Listens at once. Each request gets the next step of the script, and silence after its end; `greeting` is sent on
    /// each new connection before any request.
    init(_ script: [Step] = [], greeting: String = "") async throws {
        let shared = Shared(script)
        self.shared = shared
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawHandler(shared, greeting: greeting))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var base: String { "http://127.0.0.1:\(port)" }

    /// All requests so far, head and body as received.
    var requests: [String] { shared.log.withLock { $0 } }

    /// The number of connections so far.
    var connections: Int { shared.connections.withLock { $0 } }

    func waitForRequest() async {
        for await _ in shared.arrivals { return }
    }

    func stop() async throws {
        try await channel.close()
    }
}

private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: RawServer.Shared
    private let greeting: String
    private var received = ""

    init(_ shared: RawServer.Shared, greeting: String) {
        self.shared = shared
        self.greeting = greeting
    }

    func channelActive(context: ChannelHandlerContext) {
        shared.connections.withLock { $0 += 1 }
        write(greeting, context: context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard isComplete else { return }
        let request = received
        received = ""
        shared.log.withLock { $0.append(request) }
        let step = shared.script.withLock { $0.isEmpty ? .silence : $0.removeFirst() }
        perform(step, context: context)
        shared.arrived.yield(request)
    }

    private var isComplete: Bool {
        let parts = received.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let length = parts[0].split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
        return parts[1].utf8.count >= length ?? 0
    }

    private func perform(_ step: RawServer.Step, context: ChannelHandlerContext) {
        switch step {
        case .bytes(let text):
            write(text, context: context)
        case .bytesThenClose(let text):
            write(text, context: context)
            context.close(promise: nil)
        case .bytesThenReset(let text):
            write(text, context: context)
            // A linger time of zero turns the close into a reset.
            let channel = context.channel
            guard let socket = channel as? any SocketOptionProvider else { return }
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private func write(_ text: String, context: ChannelHandlerContext) {
        guard !text.isEmpty else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
