import MintDomain
import Wire

extension Account {
    init(_ wire: MeWire) {
        self.init(
            userID: wire.userId, email: wire.email, authenticationType: wire.authenticationType, scopes: wire.scopes)
    }
}

extension Usage {
    init(_ wire: UsageWire) {
        let subscription = wire.subscription
        let word = ["name", "plan", "status"].lazy.compactMap { subscription?[$0]?.string }.first
        self.init(
            availableCredits: wire.credits?["totalAvailable"]?.double,
            usedCredits: wire.apiUsage?["creditsUsed"]?.double, subscription: subscription?.string ?? word)
    }
}
