import Foundation
import Hummingbird

/// The opened database with the account in it: what a server needs before it has a port.
struct Assembly: Sendable {
    private let configuration: LocalMint.Configuration
    private let store: ServerStore
    private let account: Account
    private let isFirstStart: Bool
    private let showcase: [String]
    private let ids: IDSource
    private let now: @Sendable () -> Date

    init(_ configuration: LocalMint.Configuration, now: @escaping @Sendable () -> Date) async throws {
        precondition(configuration.speed > 0, "the speed of the local Mint is above 0")
        self.configuration = configuration
        // Stored times have whole milliseconds; working with the same keeps a restart from changing a status.
        self.now = { Date(timeIntervalSince1970: (now().timeIntervalSince1970 * 1000).rounded(.down) / 1000) }
        let ids = IDSource(seed: configuration.randomSeed)
        self.ids = ids
        store = try ServerStore(configuration.storage)
        (account, isFirstStart) = try await store.account {
            Account(
                owner: "0x" + ids.hexadecimal(length: 40), apiKey: ids.make("local_", length: 40),
                linkSecret: Array(ids.make("", length: 48).utf8))
        }
        if isFirstStart && configuration.seeded {
            try await store.seed(Seed(at: self.now(), speed: configuration.speed, ids: ids))
        }
        showcase = try await store.showcaseIDs()
    }

    private var key: String { configuration.apiKey ?? account.apiKey }

    func address(url: String) -> LocalMint.ServerAddress {
        LocalMint.ServerAddress(url: url, apiKey: key, isFirstStart: isFirstStart, seededOperationIDs: showcase)
    }

    func front(origin: String) -> HTTPFront {
        let failures: OperationPlan.FailureShare =
            switch configuration.failures {
            case .never: .never
            case .oneIn(let count): .oneIn(count)
            }
        let links = FileLinks(
            secret: configuration.linkSecret ?? account.linkSecret, lifetime: configuration.linkSeconds)
        let service = MintService(
            store: store, factory: AssetFactory(),
            presenter: Presenter(fixedOrigin: origin, owner: account.owner, links: links), ids: ids,
            speed: configuration.speed, failures: failures, billing: configuration.billing,
            needsKeys: !configuration.isLenient, now: now)
        let routes = Self.routes(service)
        return HTTPFront(
            responder: routes.router.buildResponder(), key: BearerKey(key),
            limiter: RateLimiter(perMinute: configuration.requestsPerMinute),
            hosts: HostPolicy(configuration), ids: ids, logger: configuration.logger,
            now: now)
    }

    /// Everything that is served.
    static func routes(_ service: MintService) -> Routes {
        var routes = Routes()
        routes.addAccount(service)
        routes.addGeneration(service)
        routes.addResources(service)
        routes.addLibrary(service)
        routes.addFiles(service)
        routes.addDescription(service)
        return routes
    }
}
