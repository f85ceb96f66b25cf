import ArgumentParser
import MintAPI
import MintDomain
import MintlifyAgent
import TrackingStore

/// Why a command ends early: one sentence for stderr and the exit status that goes with it (design.md section 5).
struct CommandFailure: Error, CustomStringConvertible {
    /// The documented exit statuses.
    enum Status: Int32 {
        case operationFailed = 1
        case canceled = 2
        case awaitsPerson = 3
        case usage = 64
        case badData = 65
        case unavailable = 69
        /// What was printed could not be written (sysexits' EX_IOERR).
        case cannotWrite = 74
        case notAuthorised = 77
        case timedOut = 124
        /// SIGINT, as shells number it.
        case interrupted = 130
    }

    let description: String
    let status: Status

    init(_ sentence: String, _ status: Status) {
        description = sentence
        self.status = status
    }

    init(_ error: MintError) {
        let status: Status =
            switch error {
            case .unauthorized, .forbidden: .notAuthorised
            case .paymentRequired: .awaitsPerson
            case .notFound, .conflict, .invalid, .refused, .unreadable: .badData
            case .rateLimited, .unavailable, .unreachable, .cancelled: .unavailable
            case .unconfirmed(let inner): CommandFailure(inner).status
            }
        self.init(error.description, status)
    }

    init(_ error: MintlifyError) {
        let status: Status =
            switch error {
            case .unauthorized, .forbidden: .notAuthorised
            case .notFound, .invalid, .refused, .unreadable: .badData
            case .rateLimited, .unavailable, .unreachable, .cancelled: .unavailable
            }
        self.init(error.description, status)
    }

    init(_ error: StoreError) {
        self.init(error.description, .unavailable)
    }
}

/// Runs the body of a command, prints its failure as one sentence on stderr, and ends with its exit status.
func reportingFailures(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let exit as ExitCode {
        throw exit
    } catch let failure as CommandFailure {
        throw end(failure)
    } catch let error as MintError {
        throw end(CommandFailure(error))
    } catch let error as MintlifyError {
        throw end(CommandFailure(error))
    } catch let error as StoreError {
        throw end(CommandFailure(error))
    } catch let error as InvalidInput {
        throw end(CommandFailure(error.description, .badData))
    } catch {
        throw end(CommandFailure("\(error)", .unavailable))
    }
}

private func end(_ failure: CommandFailure) -> ExitCode {
    Output.complain(failure.description)
    return ExitCode(failure.status.rawValue)
}
