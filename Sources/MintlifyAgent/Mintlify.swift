package import Foundation
package import HTTPTransport
package import ServiceClient
import Wire

/// The documentation agent of Mintlify as a service.
package enum Mintlify: Service {
    package static let name = "Mintlify"
    package static let version = "/v2"
    package static let addressName = "The Mintlify base URL"
    package static let standardAddress = "https://api.mintlify.com"
    /// The pause after a 429: the service counts by the hour and documents no `Retry-After`.
    private static let shortestPause: Duration = .seconds(60)

    package static func unauthorized(_ detail: String?) -> String {
        "Mintlify rejected the API key (401): \(detail ?? "check MINTLIFY_API_KEY, or make a new admin key")"
    }

    package static func forbidden(_ detail: String?) -> String {
        "The Mintlify key may not do this (403): \(detail ?? "check its scopes and its list of IP addresses")"
    }

    package static func notFound(_ detail: String?) -> String {
        "Mintlify does not know this (404): \(detail ?? "check the job's id and MINTLIFY_PROJECT_ID")"
    }

    package static func rateLimited(_ wait: Duration?, _ detail: String?) -> String {
        let wait = (wait ?? shortestPause).shortText
        return "Too many jobs and messages (429)"
            + (detail.map { ", wait \(wait): \($0)" } ?? ": wait \(wait), then try again")
    }

    package static func error(_ response: HTTPResponse, now: Date, without key: MintlifyKey) -> MintlifyError {
        // `try?`: an error body of another shape adds nothing to the status.
        let body = try? JSONValue(parsing: Array(response.body))
        let wait = RetryAfter.wait(in: response.headers, now: now)
        return MintlifyError(
            status: response.status, detail: key.clean(body?["error"]?.string),
            retryAfter: response.status == 429 ? max(wait ?? shortestPause, shortestPause) : wait)
    }
}

package typealias MintlifyBaseURL = ServiceAddress<Mintlify>
package typealias MintlifyError = ServiceError<Mintlify>
/// An admin key of Mintlify.
package typealias MintlifyKey = ServiceKey<Mintlify>
