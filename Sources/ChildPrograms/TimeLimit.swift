/// Returns the result of the work, or `late` after the time limit or if the caller is canceled.
///
/// The work is canceled then and must end soon.
package func limited<Value: Sendable>(
    to limit: Duration, late: Value, _ work: @escaping @Sendable () async -> Value
) async -> Value {
    await withTaskGroup(of: Value.self) { group in
        group.addTask { await work() }
        group.addTask {
            // `try?`: the result is `late` after a cancellation too.
            try? await Task.sleep(for: limit)
            return late
        }
        defer { group.cancelAll() }
        return await group.next() ?? late
    }
}
