import Foundation

/// Decides which redirects are followed: a few, of reads, within one origin. No key ever reaches another origin.
struct RedirectRules: Sendable {
    var maximumHops = 3

    /// Returns the request to send next; nil if the response is not a redirect. `hops` is the number of redirects
    /// already followed.
    ///
    /// - Throws: `TransportFailure.redirected` for a redirect that is not followed.
    func next(
        after request: HTTPRequest, from origin: Origin, status: Int, location: String?, hops: Int
    ) throws(TransportFailure) -> HTTPRequest? {
        guard [301, 302, 303, 307, 308].contains(status) else { return nil }
        let target = location.flatMap { URL(string: $0, relativeTo: request.url)?.absoluteURL }
        let targetOrigin = target.flatMap(Origin.init)
        guard let target, request.method == .get, targetOrigin == origin, hops < maximumHops else {
            throw .redirected(origin, status: status, to: targetOrigin)
        }
        var next = request
        next.url = target
        return next
    }
}
