/// The Credits and totals of the account.
package struct Usage: Sendable, Hashable {
    package var availableCredits: Double?
    package var usedCredits: Double?
    /// A short word for the subscription, if any.
    package var subscription: String?

    package init(availableCredits: Double?, usedCredits: Double?, subscription: String?) {
        self.availableCredits = availableCredits
        self.usedCredits = usedCredits
        self.subscription = subscription
    }
}

package struct Account: Sendable, Hashable {
    package var userID: String?
    package var email: String?
    package var authenticationType: String?
    package var scopes: [String]

    package init(userID: String?, email: String?, authenticationType: String?, scopes: [String]) {
        self.userID = userID
        self.email = email
        self.authenticationType = authenticationType
        self.scopes = scopes
    }
}
