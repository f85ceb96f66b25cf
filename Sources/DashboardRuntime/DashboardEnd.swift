package enum DashboardEnd: Sendable, Hashable {
    case quit(status: Int32)
    /// The program continues with the profile of that name.
    case switchProfile(String)
}
