import BoundedJSON
import MintDomain
import Wire

extension Account {
    init(_ json: JSONValue) {
        let (owner, authentication) = (json["owner"], json["authentication"])
        self.init(
            userID: owner?["userId"]?.string, email: owner?["email"]?.string,
            authenticationType: authentication?["type"]?.string,
            scopes: authentication?["scopes"]?.array?.compactMap(\.string) ?? [])
    }
}

extension Usage {
    /// Only the three top-level keys are certain.
    init(_ json: JSONValue) throws(JSONFault) {
        guard json.object != nil else { throw .isNot("an object") }
        let subscription = json["subscription"]
        let word = ["name", "plan", "status"].lazy.compactMap { subscription?[$0]?.string }.first
        self.init(
            availableCredits: json["credits"]?["totalAvailable"]?.double,
            usedCredits: json["apiUsage"]?["creditsUsed"]?.double, subscription: subscription?.string ?? word)
    }
}
