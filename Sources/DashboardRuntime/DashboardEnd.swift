/// What comes after the loop.
package enum DashboardEnd: Sendable, Hashable {
    /// The program ends with that exit status.
    case quit(status: Int32)
    /// It goes on with the profile of that name.
    case switchProfile(String)
}
