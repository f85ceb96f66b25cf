import Foundation

/// The four words a job can show.
enum MintlifyStatus: String, Sendable, Hashable, CaseIterable {
    case active
    case completed
    case failed
    case archived
}

/// What a job shows at one moment.
struct MintlifyState: Sendable, Hashable {
    enum Work: Sendable, Hashable {
        case waiting
        case underWay
        case done(MintlifyTurn.Outcome)
    }

    var status: MintlifyStatus
    /// Whether its pull request exists.
    var hasPull: Bool
    /// One for each turn.
    var work: [Work]
}

/// The state machine of contract/README.md part B, as a pure function of the stored job and the time.
///
/// The prompts are worked on one after the other: one that comes while another is under way waits for it, one that comes
/// after the end makes the job active again. Archiving stops whatever is under way.
enum MintlifyTimeline {
    /// What the job shows at `instant`. A clock set back before the newest event counts as that event's time.
    static func state(of job: MintlifyJob, at instant: Date) -> MintlifyState {
        let newest = max(job.turns.last?.at ?? job.createdAt, job.archivedAt ?? job.createdAt)
        let moment = max(instant, newest)
        let lastWork = min(moment, job.archivedAt ?? moment)
        var state = MintlifyState(status: .active, hasPull: false, work: [])
        var free = job.createdAt
        for turn in job.turns {
            let begin = max(free, turn.at)
            free = begin.addingTimeInterval(turn.seconds)
            guard free <= lastWork else {
                state.status = .active
                state.work.append(begin <= lastWork ? .underWay : .waiting)
                continue
            }
            state.status = turn.outcome == .failed ? .failed : .completed
            state.hasPull = state.hasPull || turn.outcome == .changed
            state.work.append(.done(turn.outcome))
        }
        if job.archivedAt != nil { state.status = .archived }
        return state
    }
}
