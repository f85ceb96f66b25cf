/// What the work gives, or what is said where it takes longer; then the work is canceled.
///
/// - Parameters:
///   - limit: how long it may take.
///   - late: what holds where it took longer, or the caller was canceled.
///   - work: ends soon where it is canceled.
/// - Returns: the one or the other.
func limited<Value: Sendable>(
    to limit: Duration, late: Value, _ work: @escaping @Sendable () async -> Value
) async -> Value {
    await withTaskGroup(of: Value.self) { group in
        group.addTask { await work() }
        group.addTask {
            // `try?`: canceled or not, whoever waits here waited long enough.
            try? await Task.sleep(for: limit)
            return late
        }
        defer { group.cancelAll() }
        return await group.next() ?? late
    }
}
