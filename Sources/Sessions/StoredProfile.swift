package import CommandOutput
import Foundation
import MintAPI
package import MintDomain
import MintlifyAgent
import ServiceClient
package import Tracking
import TrackingStore
import UserConfiguration

/// A profile as the store knows it, for commands that only read: no key, no server, no lease, no network.
package struct StoredProfile: Sendable {
    /// The stored rows of one service.
    package struct Service: Sendable {
        package let storage: any TrackingStorage
        /// The policy for links in the rows.
        package let linkPolicy: LinkPolicy
    }

    package let operations: Service
    private let agent: Result<Service, CommandFailure>

    /// Opens the store of the selected profile and runs the body; closes the store when the body returns or throws.
    ///
    /// - Throws: `CommandFailure`, `StoreError`, or what the body throws.
    package static func run<Value: Sendable>(
        _ selection: ServerSelection, clocks: Clocks,
        _ body: @Sendable (StoredProfile) async throws -> Value
    ) async throws -> Value {
        try ProcessLimits.check()
        let settings = Settings(environment: ProcessInfo.processInfo.environment)
        let choice = try settings.soundChoice(selection)
        let opened = try OpenedStore(
            path: try settings.stateFolder() + "/mintop.sqlite", mayOnlyRead: false, now: clocks.now())
        let result: Result<Value, any Error>
        do {
            for sentence in await opened.news() { Output.complain(sentence) }
            result = .success(try await body(try StoredProfile(opened.store, choice)))
        } catch {
            result = .failure(error)
        }
        try opened.store.close()
        return try result.get()
    }

    private init(_ store: TrackingStore, _ choice: ProfileChoice) throws {
        guard let server = choice.server else {
            // A policy depends on the host alone, not on the port.
            let linkPolicy = try LinkPolicy.ofServer("http://127.0.0.1")
            operations = Service(
                storage: store.storage(for: ProfileID(choice.identifier(baseURL: ""))), linkPolicy: linkPolicy)
            agent = Self.agent(
                store, choice.mintlify,
                otherwise: Service(storage: store.storage(for: AgentPlace.localID), linkPolicy: linkPolicy))
            return
        }
        let address = try server.mintBaseURL().description
        operations = Service(
            storage: store.storage(for: ProfileID(choice.identifier(baseURL: address))),
            linkPolicy: try .ofServer(address))
        agent = Self.agent(store, choice.mintlify, otherwise: nil)
    }

    private static func agent(
        _ store: TrackingStore, _ choice: ProfileChoice.Mintlify, otherwise usual: Service?
    ) -> Result<Service, CommandFailure> {
        switch choice {
        case .none: return usual.map { .success($0) } ?? .failure(.noAgent)
        case .unusable(let sentence): return .failure(CommandFailure(sentence, .usage))
        case .service(let service):
            do {
                let address = try service.mintlifyBaseURL().description
                return .success(
                    Service(
                        storage: store.storage(for: ProfileID(service.identifier(baseURL: address))),
                        linkPolicy: try .ofServer(address)))
            } catch {
                return .failure(CommandFailure("\(error)", .usage))
            }
        }
    }

    /// The stored jobs.
    ///
    /// - Throws: `CommandFailure` with status 64 if the profile has no documentation agent.
    package func jobs() throws(CommandFailure) -> Service {
        try agent.get()
    }
}
