package import MintDomain

extension OperationPoller {
    /// Sets the priority among due operations: the selected one, then the visible ones.
    package func setFocus(selected: OperationID?, visible: [OperationID]) {
        let isNews = selected != interest.selected
        interest.selected = selected
        self.visible = visible
        focus()
        if isNews { announceInterest() }
    }

    /// Polls these operations as soon as the budget and the server allow, ended ones once.
    package func refresh(_ ids: [OperationID]) {
        schedule.refresh(ids, now: elapsed())
        interest.refresh.formUnion(.these(Set(ids)))
        signal.wake()
        announceInterest()
    }

    /// Polls everything that has not ended as soon as the budget and the server allow.
    package func refreshAll() {
        schedule.refreshAll(now: elapsed())
        interest.refresh = .everything
        signal.wake()
        announceInterest()
    }

    /// Adopts the interest of other living processes: their selections count as selected, and their new refresh
    /// requests are polled.
    ///
    /// Requests from before the first call were already polled, or are known to the process that polled then.
    package func setPeers(_ peers: [TrackingPeer]) {
        let isFirst = peerSerials == nil
        let known = peerSerials ?? [:]
        peerSerials = Dictionary(peers.map { ($0.name, $0.serial) }) { $1 }
        peersSelected = Set(peers.compactMap(\.interest.selected))
        focus()
        guard !isFirst else { return }
        for peer in peers where known[peer.name, default: 0] < peer.serial {
            switch peer.interest.refresh {
            case .these(let ids): schedule.refresh(ids.sorted(), now: elapsed())
            case .everything: schedule.refreshAll(now: elapsed())
            }
        }
    }

    /// Returns a stream of notices for changes of this process's interest, starting with one; a slow reader gets only
    /// the newest.
    package func interestNotices() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
        interestReaders.append(continuation)
        return stream
    }

    /// Returns this process's interest for the polling process; each refresh request is included only once.
    package func takeInterest() -> TrackingInterest {
        defer { interest.refresh = .these([]) }
        return interest
    }

    /// Announces this process's interest again, because another process polls from now on.
    package func announceInterest() {
        interestReaders.removeAll { reader in
            if case .terminated = reader.yield() { true } else { false }
        }
    }

    private func focus() {
        let selected = peersSelected.union(interest.selected.map { [$0] } ?? [])
        schedule.setFocus(selected: selected, visible: visible)
        signal.wake()
    }
}
