package import CommandOutput
import Foundation
import HTTPTransport
import MintAPI
package import MintDomain
import MintlifyAgent
import ServiceClient
import Tracking
import TrackingStore

extension Session {
    /// Tracks operations, reads each once and prints it. An operation that cannot be read now stays tracked; one that
    /// the server does not know does not.
    package func track(_ ids: [OperationID], isJSON: Bool) async throws -> CommandFailure? {
        try await operations.storage.track(ids, at: clocks.now())
        try await operations.load()
        var failure: CommandFailure?
        operations.announceReading(of: ids.count, rules: profile.pollRules)
        for id in ids {
            try await operations.takeTurn()
            do throws(MintError) {
                await operations.poller.absorb(try await client.operation(id, retries: .byRules))
            } catch {
                failure = CommandFailure(error)
                Output.complain("\(id): \(error.description)")
                if case .notFound = error, await operations.poller.operation(id)?.operation == nil {
                    try await operations.storage.forget([id])
                }
                continue
            }
            if let row = await operations.poller.operation(id) { try Report.print(row, isJSON: isJSON) }
        }
        return failure.map {
            CommandFailure("Not every operation could be read; what the server never knew is not tracked.", $0.status)
        }
    }
}

extension Session {
    /// Tracks jobs, reads each once and prints it. A job that cannot be read now stays tracked; one that the server
    /// does not know does not.
    package func trackJobs(_ jobs: [OperationID], isJSON: Bool) async throws -> CommandFailure? {
        let agent = try requireAgent()
        var ids: [OperationID] = []
        for job in jobs { ids.append(try await jobID(job)) }
        try await agent.service.storage.track(ids, at: clocks.now())
        try await agent.service.load()
        var failure: CommandFailure?
        agent.service.announceReading(of: ids.count, rules: .agentJobs)
        for id in ids {
            try await agent.service.takeTurn()
            do throws(MintlifyError) {
                await agent.service.poller.absorb(try await agent.client.job(id, retries: .byRules))
            } catch {
                failure = CommandFailure(error)
                Output.complain("\(id): \(error.description)")
                if case .notFound = error, await agent.service.poller.operation(id)?.operation == nil {
                    try await agent.service.storage.forget([id])
                }
                continue
            }
            if let row = await agent.service.poller.operation(id) {
                try Report.print(row, isJob: true, isJSON: isJSON)
            }
        }
        return failure.map {
            CommandFailure("Not every job could be read; what the server never knew is not tracked.", $0.status)
        }
    }
}
