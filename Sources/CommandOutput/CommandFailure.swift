import MintAPI
import MintDomain
import MintlifyAgent
package import ServiceClient
package import TrackingStore

/// The failure of a command: one sentence for stderr, and the exit status.
package struct CommandFailure: Error, CustomStringConvertible {
    /// The documented exit statuses.
    package enum Status: Int32 {
        case operationFailed = 1
        case canceled = 2
        case awaitsPerson = 3
        case usage = 64
        case badData = 65
        case unavailable = 69
        /// Standard output could not be written (EX_IOERR of sysexits).
        case cannotWrite = 74
        case notAuthorized = 77
        case timedOut = 124
        /// SIGINT, as shells number it.
        case interrupted = 130
    }

    package let description: String
    package let status: Status

    package init(_ sentence: String, _ status: Status) {
        description = sentence
        self.status = status
    }

    package init<Owner: Service>(_ error: ServiceError<Owner>) {
        let status: Status =
            switch error {
            case .unauthorized, .forbidden: .notAuthorized
            case .paymentRequired: .awaitsPerson
            case .notFound, .conflict, .invalid, .refused, .unreadable: .badData
            case .rateLimited, .unavailable, .unreachable, .canceled: .unavailable
            case .unconfirmed(let inner): CommandFailure(inner).status
            }
        self.init(error.description, status)
    }

    package init(_ error: StoreError) {
        self.init(error.description, .unavailable)
    }

    package init(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as MintError: self.init(error)
        case let error as MintlifyError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as InvalidInput: self.init(error.description, .badData)
        default: self.init("\(error)", .unavailable)
        }
    }
}
