import AsyncHTTPClient

extension AnyElapsingClock {
    /// How long an orderly end may take.
    private static let patience = Duration.milliseconds(250)

    /// Closes every connection of a client; requests under way end as cancelled. Returns a quarter of a second later at the
    /// latest: an attempt to connect that gets no answer cannot be taken back, and ends seconds later by itself.
    ///
    /// - Throws: what closing a connection threw; closing twice throws too.
    func end(_ client: HTTPClient) async throws {
        let (ends, teller) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        // Neither is a child of this task, which would wait for it.
        Task {
            do {
                teller.yield(.success(try await client.shutdown()))
            } catch {
                teller.yield(.failure(error))
            }
        }
        let limit = Task {
            do {
                try await sleep(Self.patience)
                teller.finish()
            } catch {
                // Canceled: the end came.
            }
        }
        for await end in ends {
            limit.cancel()
            return try end.get()
        }
    }
}
