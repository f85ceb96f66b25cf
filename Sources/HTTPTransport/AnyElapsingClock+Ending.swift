import AsyncHTTPClient

extension AnyElapsingClock {
    /// The maximum duration of an orderly shutdown.
    private static let patience = Duration.milliseconds(250)

    /// Closes every connection of a client; requests in flight end as canceled. Returns after 250 ms at most: a
    /// connection attempt without an answer cannot be canceled and ends seconds later.
    ///
    /// - Throws: The error of closing a connection, also when called twice.
    func end(_ client: HTTPClient) async throws {
        let (ends, teller) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        // Neither is a child task; this function would wait for a child.
        Task { teller.yield(await Task { try await client.shutdown() }.result) }
        let limit = Task {
            // `try?`: a canceled sleep means that the other task has finished.
            try? await sleep(Self.patience)
            teller.finish()
        }
        for await end in ends {
            limit.cancel()
            return try end.get()
        }
    }
}
