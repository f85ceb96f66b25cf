/// Adopts what other processes write to the storage of a profile: operations, interests and decisions.
package struct StorageFollower: Sendable {
    private let storage: any TrackingStorage
    private let poller: OperationPoller
    private let outbox: Outbox

    package init(storage: any TrackingStorage, poller: OperationPoller, outbox: Outbox) {
        self.storage = storage
        self.poller = poller
        self.outbox = outbox
    }

    /// Follows from the revision known to the poller on, until the task is canceled. What this process wrote itself is
    /// not read back.
    package func run() async {
        var revision = await poller.storedRevision
        var mustReconcile = await !reconcileDecisions()
        for await _ in storage.notices() {
            do throws(TrackingStorageError) {
                let changes = try await storage.changes(since: storage.ownWrites(after: revision))
                revision = changes.revision
                await poller.merge(upserted: changes.upserted, removed: changes.removed)
                await poller.setPeers(try await storage.peers())
                if changes.outboxChanged { mustReconcile = true }
                // The process that holds a decision may have ended, which changes nothing in the store.
                if await outbox.knowsOthers() { mustReconcile = true }
                if mustReconcile { mustReconcile = await !reconcileDecisions() }
            } catch {
                // The poller reports a store that fails with its next save.
                continue
            }
        }
    }

    /// Reads the decisions of other processes, and the results of decisions that were not sent here.
    ///
    /// - Returns: Whether the store could be read; otherwise the next notice retries.
    private func reconcileDecisions() async -> Bool {
        let known = await outbox.unsentKeys()
        do throws(TrackingStorageError) {
            await outbox.reconcile(try await storage.unsettledMutations(), known: known)
            return true
        } catch {
            // The poller reports a store that fails.
            return false
        }
    }
}
