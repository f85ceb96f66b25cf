import Foundation
import Hummingbird

/// The opened database with its account: the state of a server before it has a port.
struct Assembly: Sendable {
    private let configuration: LocalMint.Configuration
    private let store: ServerStore
    private let account: Account
    private let isFirstStart: Bool
    private let isReadableByOthers: Bool
    private let showcase: [String]
    private let jobs: MintlifyStore
    private let agent: MintlifyAccount
    private let jobShowcase: [String]
    private let ids: IDSource
    private let stage: ScenarioStage
    private let now: @Sendable () -> Date

    init(_ configuration: LocalMint.Configuration, now: @escaping @Sendable () -> Date) async throws {
        precondition(configuration.speed > 0, "the speed of the local Mint is above 0")
        self.configuration = configuration
        // Stored times have whole milliseconds; using the same precision keeps a restart from changing a status.
        self.now = { Date(timeIntervalSince1970: (now().timeIntervalSince1970 * 1000).rounded(.down) / 1000) }
        stage = ScenarioStage(configuration.scenario, seed: configuration.randomSeed, speed: configuration.speed)
        // Processes create, fill and read the examples one after the other.
        let opening = try await ServerOpening.begin(configuration.storage)
        defer { opening.end() }
        isReadableByOthers = opening.isReadableByOthers
        store = try ServerStore(configuration.storage, stage: stage, opening: opening)
        let ids = IDSource(seed: configuration.randomSeed, rows: try await store.rowCount())
        self.ids = ids
        // A seed may be guessed, so it must not determine the key; in earlier versions it did.
        let keys = IDSource(seed: nil)
        (account, isFirstStart) = try await store.account {
            defer { ids.skip(40 + 48) }
            return Account(
                owner: ids.make("0x", length: 40, from: Array("0123456789abcdef")),
                apiKey: keys.make("local_", length: 40),
                linkSecret: Array(keys.make("", length: 48).utf8))
        }
        if isFirstStart && configuration.seeded {
            try await store.seed(Seed(at: self.now(), speed: configuration.speed, ids: ids))
        }
        showcase = try await store.showcaseIDs()
        jobs = MintlifyStore(database: store.database)
        let isNewAgent: Bool
        (agent, isNewAgent) = try await jobs.account {
            defer { ids.skip(40) }
            return MintlifyAccount(projectID: ids.make("", length: 24), apiKey: keys.make("mint_", length: 40))
        }
        if isNewAgent && configuration.seeded {
            try await jobs.seed(MintlifySeed.jobs(at: self.now(), speed: configuration.speed, ids: ids))
        }
        jobShowcase = try await jobs.showcaseIDs()
    }

    private var key: String { configuration.apiKey ?? account.apiKey }

    func address(url: String) -> LocalMint.ServerAddress {
        LocalMint.ServerAddress(
            url: url, apiKey: key, mintlifyApiKey: agent.apiKey, mintlifyProjectID: agent.projectID,
            isFirstStart: isFirstStart, isReadableByOthers: isReadableByOthers, seededOperationIDs: showcase,
            seededJobIDs: jobShowcase)
    }

    func front(origin: String, sleep: (@Sendable (Duration) async throws -> Void)?) -> ScenarioFront {
        let links = FileLinks(
            secret: configuration.linkSecret ?? account.linkSecret, lifetime: configuration.linkSeconds)
        let service = MintService(
            store: store, factory: AssetFactory(),
            presenter: Presenter(fixedOrigin: origin, owner: account.owner, links: links), ids: ids,
            speed: configuration.speed, failures: configuration.failures, billing: configuration.billing,
            needsKeys: !configuration.isLenient, now: now)
        var routes = Self.routes(service)
        let agentService = agentService(origin: origin)
        routes.addMintlify(agentService)
        routes.addAdmin(stage, agentService, BearerKey(key))
        let front = HTTPFront(
            responder: routes.router.buildResponder(), key: BearerKey(key),
            limiter: RateLimiter(perMinute: configuration.requestsPerMinute),
            hosts: HostPolicy(configuration), ids: IDSource(seed: configuration.randomSeed, purpose: "requests"),
            logger: configuration.logger, now: now)
        return ScenarioFront(
            front: front, stage: stage, now: now, sleep: sleep)
    }

    private func agentService(origin: String) -> MintlifyService {
        let gate = MintlifyGate(adminKey: BearerKey(agent.apiKey), mintKey: BearerKey(key))
        return MintlifyService(
            store: jobs, account: agent, gate: gate, origin: origin, ids: ids, speed: configuration.speed,
            failures: configuration.failures, stage: stage, now: now)
    }

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
