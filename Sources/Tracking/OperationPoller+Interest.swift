package import MintDomain

extension OperationPoller {
    /// Sets who comes first where several operations are due: the selected one, then the visible ones.
    package func setFocus(selected: OperationID?, visible: [OperationID]) {
        let isNews = selected != interest.selected
        interest.selected = selected
        self.visible = visible
        focus()
        if isNews { announceInterest() }
    }

    /// Asks about these operations as soon as the budget and the server allow, ended ones once more.
    package func refresh(_ ids: [OperationID]) {
        schedule.refresh(ids, now: elapsed())
        interest.refresh.formUnion(.these(Set(ids)))
        signal.wake()
        announceInterest()
    }

    /// Asks about everything that has not ended as soon as the budget and the server allow.
    package func refreshAll() {
        schedule.refreshAll(now: elapsed())
        interest.refresh = .everything
        signal.wake()
        announceInterest()
    }

    /// Takes over what the other processes are interested in, as long as they live: what they look at counts as
    /// selected, and what they newly ask for is asked.
    ///
    /// What they asked for before this is first called has been asked, or is known to whoever polled then.
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

    /// A notice for each change of what is asked for here, the present one first; a slow reader gets only the newest.
    package func interestNotices() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
        interestReaders.append(continuation)
        return stream
    }

    /// What is asked for here, to be told to whoever polls; what was to be read again is in it only once.
    package func takeInterest() -> TrackingInterest {
        defer { interest.refresh = .these([]) }
        return interest
    }

    /// Has what is asked for here told once more, because somebody else polls from now on.
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
