import NIOCore
import NIOHTTP1

/// Replaces the Host header by the authority of an absolute request target (RFC 9112, section 3.2.2), so that it is
/// checked as such. Later handlers see only the path of the target.
final class TargetHost: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A repeated Host header stays, and is rejected later.
        guard case .head(var head) = unwrapInboundIn(data), head.headers["Host"].count <= 1,
            let authority = HostName.authority(ofTarget: head.uri)
        else { return context.fireChannelRead(data) }
        head.headers.replaceOrAdd(name: "Host", value: authority)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
