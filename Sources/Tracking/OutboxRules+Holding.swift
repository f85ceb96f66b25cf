import Foundation
package import MintDomain

extension OutboxRules {
    /// Records that the program is running. A hold does not run out while it is stopped or the machine sleeps.
    ///
    /// After too long a gap since the last call, running holds are extended by the gap, with at least `holdAfterGap`
    /// left. If the time of day was changed, the end of each hold is reported again.
    package mutating func observe(at moment: OutboxMoment) {
        let running = rows.indices.filter { rows[$0].isCountingDown }
        let before = lastObservation ?? moment.elapsed
        let gap = moment.elapsed - before
        lastObservation = running.isEmpty ? nil : moment.elapsed
        for index in running {
            guard var until = rows[index].due else { continue }
            // A hold that was over before the gap waits for another reason.
            if gap > numbers.longestGap, until > before {
                until = max(until + gap, moment.elapsed + numbers.holdAfterGap)
                rows[index].due = until
            }
            let told = rows[index].toldEnd ?? moment.date
            if abs(told.timeIntervalSince(moment.date(at: until))) > 0.5 {
                tellHeld(rows[index].entry, until: until, at: moment)
            }
        }
    }

    /// Reports the end of a hold as a time of day.
    mutating func tellHeld(_ entry: OutboxEntry, until: Duration, at moment: OutboxMoment) {
        let end = moment.date(at: until)
        if let index = index(entry.key) { rows[index].toldEnd = end }
        tell(entry, .held(until: end))
    }

    /// Whether an earlier attempt may have taken effect; false for a decision that is not pending here.
    package func mayHaveArrived(_ key: IdempotencyKey) -> Bool {
        index(key).map { rows[$0].mayHaveArrived } ?? false
    }

    /// The decisions that this process has not attempted to send.
    package var unsentKeys: Set<IdempotencyKey> {
        Set(rows.filter(\.isWithdrawable).map(\.entry.key))
    }

    /// Records that this process stored a cancel in place of a held decision.
    package mutating func replaced(_ key: IdempotencyKey) {
        guard let index = index(key) else { return }
        events.append(OutboxEvent(entry: rows.remove(at: index).entry, departure: .replaced))
    }

    /// Adopts what other processes did to decisions not sent here, and their pending ones.
    ///
    /// `stored` has the unsettled decisions in the store, `known` the `unsentKeys` from before they were read; later
    /// submissions are not missing.
    package mutating func reconcile(
        _ stored: [TrackingStorageMutation], known: Set<IdempotencyKey>, at moment: OutboxMoment
    ) {
        let keys = Set(stored.map(\.entry.key))
        for key in known.subtracting(keys) {
            guard let index = index(key), rows[index].isWithdrawable else { continue }
            let entry = rows.remove(at: index).entry
            let isReplaced = stored.contains {
                $0.entry.operationID == entry.operationID && entry.operationID != nil
                    && $0.entry.mutation.mayFollow(entry.mutation)
            }
            events.append(OutboxEvent(entry: entry, departure: isReplaced ? .replaced : .taken))
        }
        // The decision that it waits for may be settled.
        for index in rows.indices where rows[index].isBlocked && rows[index].isWaitingHere {
            rows[index].due = moment.elapsed
        }
        tellElsewhere(stored)
        if takesOver {
            _ = restored(stored.filter { $0.holder == .noProcess }.map(\.entry), at: moment)
        }
    }

    package var knowsOthers: Bool { !elsewhere.isEmpty }

    private mutating func tellElsewhere(_ stored: [TrackingStorageMutation]) {
        var now: [IdempotencyKey: TrackingStorageMutation] = [:]
        for mutation in stored {
            guard case .another = mutation.holder else { continue }
            now[mutation.entry.key] = mutation
            // Another process has taken over a row that was offered or waiting here.
            rows.removeAll { $0.entry.key == mutation.entry.key && $0.isWaitingHere }
            if elsewhere[mutation.entry.key] != mutation {
                events.append(OutboxEvent(entry: mutation.entry, holder: mutation.holder))
            }
        }
        let unsettled = Set(stored.map(\.entry.key))
        for (key, mutation) in elsewhere where !unsettled.contains(key) && index(key) == nil {
            events.append(OutboxEvent(entry: mutation.entry, holder: mutation.holder, departure: .settledElsewhere))
        }
        elsewhere = now
    }
}
