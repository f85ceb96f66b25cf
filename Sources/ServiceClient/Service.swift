package import Foundation
package import HTTPTransport

/// The differences between the services, for their clients.
package protocol Service: Sendable, Hashable {
    /// The name in messages.
    static var name: String { get }
    /// The prefix of request paths, such as `/v1`.
    static var version: String { get }
    /// The subject of a message about an address, such as “The base URL”.
    static var addressName: String { get }
    /// The usual address, such as `https://api.mint.gg`.
    static var standardAddress: String { get }

    /// Returns the error of a response with a status outside 200 to 299. The key is removed from the server's texts;
    /// `now` is the time for a `Retry-After` that is a date.
    static func error(_ response: HTTPResponse, now: Date, without key: ServiceKey<Self>) -> ServiceError<Self>

    // The messages for a wrong key, a missing right, an unknown id and too many requests, without a full stop.
    static func unauthorized(_ detail: String?) -> String
    static func forbidden(_ detail: String?) -> String
    static func notFound(_ detail: String?) -> String
    static func rateLimited(_ wait: Duration?, _ detail: String?) -> String
}
