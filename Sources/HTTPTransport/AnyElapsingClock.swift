/// A clock of any type behind two closures: an existential clock cannot compute elapsed time.
package struct AnyElapsingClock: Sendable {
    /// The time since this value was created.
    package let elapsed: @Sendable () -> Duration
    /// Suspends for the duration; throws `CancellationError`.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }
}
