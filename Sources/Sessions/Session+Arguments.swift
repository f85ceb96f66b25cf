import CommandOutput
import MintAPI
package import MintDomain
import Tracking
import TrackingStore

/// An operation on the command line: its id, or the `Location` from a server's response.
package struct OperationArgument: Sendable {
    package let text: String

    package init?(argument: String) {
        guard argument.contains("/") || OperationID(argument) != nil else { return nil }
        text = argument
    }

    /// Replaces `-` by the ids or URLs on standard input, separated by white space.
    ///
    /// - Throws: `CommandFailure` with status 65 and the line number of an invalid word.
    package static func withStandardInput(_ arguments: [OperationArgument]) throws -> [OperationArgument] {
        guard let place = arguments.firstIndex(where: { $0.text == "-" }) else { return arguments }
        var read: [OperationArgument] = []
        var number = 0
        while let line = readLine() {
            number += 1
            for word in line.split(whereSeparator: \.isWhitespace) {
                guard let argument = OperationArgument(argument: String(word)), argument.text != "-" else {
                    throw CommandFailure("Line \(number) of standard input: “\(word)” is no operation.", .badData)
                }
                read.append(argument)
            }
        }
        return Array(arguments[..<place]) + read + arguments[(place + 1)...].filter { $0.text != "-" }
    }
}

extension Session {
    /// The ids of operations of this profile's server, without duplicates.
    ///
    /// - Throws: `CommandFailure` as `id(_:)`.
    package func ids(_ arguments: [OperationArgument]) async throws -> [OperationID] {
        var ids: [OperationID] = []
        var known: Set<OperationID> = []
        for argument in arguments {
            let id = try await id(argument)
            if known.insert(id).inserted { ids.append(id) }
        }
        return ids
    }

    /// The id of an operation of this profile's server.
    ///
    /// - Throws: `CommandFailure` for a URL of another server, and for the id of a job.
    package func id(_ argument: OperationArgument) async throws -> OperationID {
        let isLocation = argument.text.contains("/")
        let id = isLocation ? client.operationID(inLocation: argument.text) : OperationID(argument.text)
        guard let id else {
            throw CommandFailure(
                "\(argument.text) is no operation here, or not the server of this profile (\(origin)).", .usage)
        }
        if try await isJob(id) {
            throw CommandFailure("\(id) is a job of the documentation agent: use mintop jobs.", .usage)
        }
        return id
    }

    /// Whether that id is tracked as a job and not as an operation.
    package func isJob(_ id: OperationID) async throws -> Bool {
        guard let agent, try await agent.service.storage.isTracked(id) else { return false }
        return try await !operations.storage.isTracked(id)
    }
}

extension Session {
    /// Checks the id of a job of this profile's agent.
    ///
    /// - Throws: `CommandFailure` for the id of an operation, and if the profile has no agent.
    package func jobID(_ id: OperationID) async throws -> OperationID {
        let agent = try requireAgent()
        if try await operations.storage.isTracked(id),
            try await !agent.service.storage.isTracked(id)
        {
            throw CommandFailure("\(id) is an operation of Mint, not a job: use mintop operations.", .usage)
        }
        return id
    }
}
