import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A listener on 127.0.0.1 with a minimal HTTP/2 over TLS: it answers 200 without a body. Its first connection answers
/// one request, then ignores everything and stays open.
final class FreezingHTTP2Server: Sendable {
    final class Log: Sendable {
        /// The connection of each request, from 0, in order of arrival.
        let requests = Mutex<[Int]>([])
        let connections = Mutex(0)
        let arrivals: AsyncStream<Void>
        let arrived: AsyncStream<Void>.Continuation

        init() {
            (arrivals, arrived) = AsyncStream<Void>.makeStream()
        }
    }

    private let channel: any Channel
    private let log: Log

    init() async throws {
        let log = Log()
        self.log = log
        let certificate = try NIOSSLCertificate(bytes: Array(certificatePEM.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        tls.applicationProtocols = ["h2"]
        let context = try NIOSSLContext(configuration: tls)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.addHandler(FrameHandler(log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var base: String { "https://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    var requests: [Int] { log.requests.withLock { $0 } }

    func waitForRequest() async {
        for await _ in log.arrivals { return }
    }

    func stop() async throws {
        try await channel.close()
    }
}

private final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let log: FreezingHTTP2Server.Log
    private let number: Int
    private var answers = 0
    private var received = ByteBuffer()
    private var hasPreface = false

    init(_ log: FreezingHTTP2Server.Log) {
        self.log = log
        number = log.connections.withLock { count in
            defer { count += 1 }
            return count
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        if !hasPreface {
            guard received.readSlice(length: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8.count) != nil else { return }
            hasPreface = true
            send(type: 4, flags: 0, stream: 0, payload: [], context: context)
        }
        while received.readableBytes >= 9 {
            let head = received.getBytes(at: received.readerIndex, length: 9) ?? []
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard received.readableBytes >= 9 + length else { return }
            received.moveReaderIndex(forwardBy: 9 + length)
            let stream = head[5...8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            frame(type: head[3], flags: head[4], stream: stream, context: context)
        }
    }

    private func frame(type: UInt8, flags: UInt8, stream: UInt32, context: ChannelHandlerContext) {
        switch type {
        case 4 where flags & 1 == 0: send(type: 4, flags: 1, stream: 0, payload: [], context: context)
        // The end of a request: the end of its head without a body, otherwise the end of its body.
        case 0 where flags & 1 == 1, 1 where flags & 1 == 1:
            log.requests.withLock { $0.append(number) }
            if number > 0 || answers == 0 {
                answers += 1
                // Entry 8 of the static table: “:status: 200”; the end of the head and of the stream.
                send(type: 1, flags: 5, stream: stream, payload: [0x88], context: context)
            }
            log.arrived.yield()
        default: break
        }
    }

    private func send(
        type: UInt8, flags: UInt8, stream: UInt32, payload: [UInt8], context: ChannelHandlerContext
    ) {
        var frame = ByteBuffer(bytes: [0, 0, UInt8(payload.count), type, flags])
        frame.writeInteger(stream)
        frame.writeBytes(payload)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }
}

/// A key made for these tests; no program trusts it.
private let keyPEM = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgGwoDscezI5Xty5Su
    fxK7uMOjT2GLnSnXWowCj9EEi/GhRANCAATELL12avaMN2ge5uyHJTGmuB/K/Evz
    q4yMHEXQahiFmWvgk+cGfzNDogxdgrxi1ZEduXRTfYzCil+pl+rIGeD5
    -----END PRIVATE KEY-----
    """

private let certificatePEM = """
    -----BEGIN CERTIFICATE-----
    MIIBmzCCAUGgAwIBAgIUbsvrtjrP3B7aXDtTKnHwcmzwasMwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDIwMjQ1M1oYDzIxMjYxMTA2
    MjAyNDUzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAATELL12avaMN2ge5uyHJTGmuB/K/Evzq4yMHEXQahiFmWvgk+cGfzND
    ogxdgrxi1ZEduXRTfYzCil+pl+rIGeD5o28wbTAdBgNVHQ4EFgQUlsfHKK6XA3lL
    jk5DGkGguJXgA1EwHwYDVR0jBBgwFoAUlsfHKK6XA3lLjk5DGkGguJXgA1EwDwYD
    VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
    zj0EAwIDSAAwRQIgTVt0cKhcZC20QDY1Uw18HDUVtZz+KU0pK11ziInj2cgCIQDM
    tjtv94nbbtIBglclwzTfNJUAwP0WEDpJUjNNOvR+7Q==
    -----END CERTIFICATE-----
    """
