import NIOCore
import NIOPosix
import TestRandom
import Synchronization

/// A listener on 127.0.0.1 that answers from a closure, in chunks that wait for each other, without an HTTP library.
final class FileServer: Sendable {
    struct Request: Sendable {
        var path: String
        /// Names in lower case.
        var headers: [String: String]
        var text: String
    }

    struct Answer: Sendable {
        enum Ending: Sendable {
            case keepOpen, close
        }

        var status = "200 OK"
        var headers: [String] = []
        /// Nil adds the real length; an empty text adds none.
        var length: String?
        var body: [UInt8] = []
        var ending = Ending.keepOpen
    }

    final class Shared: Sendable {
        let answer: @Sendable (Request) -> Answer
        let chunkSize: Int
        /// Called for each sent chunk.
        let sent: @Sendable (Int) -> Void
        let log = Mutex<[Request]>([])

        init(
            _ chunkSize: Int, _ sent: @escaping @Sendable (Int) -> Void,
            _ answer: @escaping @Sendable (Request) -> Answer
        ) {
            self.chunkSize = chunkSize
            self.sent = sent
            self.answer = answer
        }
    }

    private let channel: any Channel
    private let shared: Shared

    /// Listens at once.
    init(
        chunkSize: Int = 16 << 10, sent: @escaping @Sendable (Int) -> Void = { _ in },
        _ answer: @escaping @Sendable (Request) -> Answer
    ) async throws {
        let shared = Shared(chunkSize, sent, answer)
        self.shared = shared
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: false)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FileServerHandler(shared))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var base: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    var requests: [Request] { shared.log.withLock { $0 } }

    func stop() async throws {
        try await channel.close()
    }
}

private final class FileServerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: FileServer.Shared
    private var received = ""

    init(_ shared: FileServer.Shared) {
        self.shared = shared
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard received.hasSuffix("\r\n\r\n") else { return }
        let request = Self.request(received)
        received = ""
        shared.log.withLock { $0.append(request) }
        let answer = shared.answer(request)
        var lines = ["HTTP/1.1 \(answer.status)"] + answer.headers
        let length = answer.length ?? String(answer.body.count)
        if !length.isEmpty { lines.append("Content-Length: \(length)") }
        context.write(wrapOutboundOut(ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")), promise: nil)
        send(answer, from: 0, context)
    }

    private func send(_ answer: FileServer.Answer, from start: Int, _ context: ChannelHandlerContext) {
        let end = min(start + shared.chunkSize, answer.body.count)
        let bound = NIOLoopBound((context, self), eventLoop: context.eventLoop)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenSuccess {
            let (context, handler) = bound.value
            handler.shared.sent(end - start)
            if end < answer.body.count {
                handler.send(answer, from: end, context)
            } else if case .close = answer.ending {
                context.close(promise: nil)
            }
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer.body[start..<end])), promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A killed client is the point of these tests.
        context.close(promise: nil)
    }

    private static func request(_ text: String) -> FileServer.Request {
        let lines = text.split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let words = lines.first?.split(separator: " ") ?? []
        return FileServer.Request(path: words.count > 1 ? String(words[1]) : "", headers: headers, text: text)
    }
}

/// A file on a server that supports `Range` and `If-Range`.
struct ServedFile: Sendable {
    var content: [UInt8]
    var tag = "\"one\""

    /// Returns the whole file, the requested rest, or 416.
    func answer(to request: FileServer.Request) -> FileServer.Answer {
        let headers = ["ETag: \(tag)", "Accept-Ranges: bytes", "Content-Type: application/octet-stream"]
        let isSame = request.headers["if-range"].map { $0 == tag } ?? true
        guard isSame, let range = request.headers["range"], let first = Int(range.dropFirst(6).dropLast()) else {
            return FileServer.Answer(headers: headers, body: content)
        }
        guard first < content.count else {
            return FileServer.Answer(
                status: "416 Range Not Satisfiable", headers: headers + ["Content-Range: bytes */\(content.count)"])
        }
        return FileServer.Answer(
            status: "206 Partial Content",
            headers: headers + ["Content-Range: bytes \(first)-\(content.count - 1)/\(content.count)"],
            body: Array(content[first...]))
    }

    /// As above, but broken off after that many bytes of the body.
    func answer(to request: FileServer.Request, breakingAfter count: Int) -> FileServer.Answer {
        var answer = answer(to: request)
        answer.length = String(answer.body.count)
        answer.body = Array(answer.body.prefix(count))
        answer.ending = .close
        return answer
    }
}

extension SplitMix {
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
