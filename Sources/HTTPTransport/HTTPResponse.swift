package import Foundation

/// One whole response. Printing it shows only the status and the size.
package struct HTTPResponse: Sendable {
    /// 200 to 599.
    package var status: Int
    package var headers: HeaderFields
    package var body: Data
    /// Whether an attempt before the answered one may have taken effect on the server.
    package var earlierAttemptMayHaveArrived: Bool

    package init(
        status: Int, headers: HeaderFields = [:], body: Data = Data(), earlierAttemptMayHaveArrived: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.earlierAttemptMayHaveArrived = earlierAttemptMayHaveArrived
    }
}

extension HTTPResponse: Discreet {
    package var description: String { "HTTP \(status), \(body.count) bytes" }
}
