/// A clock of any kind behind two closures: an existential clock cannot be asked how much time has passed.
package struct AnyElapsingClock: Sendable {
    /// Time since this value was made.
    package let elapsed: @Sendable () -> Duration
    /// Suspends for so long; throws `CancellationError`.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }
}
