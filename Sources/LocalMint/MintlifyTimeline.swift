import Foundation

enum MintlifyStatus: String, Sendable, Hashable, CaseIterable {
    case active
    case completed
    case failed
    case archived
}

struct MintlifyState: Sendable, Hashable {
    enum Work: Sendable, Hashable {
        case waiting
        case underWay
        case done(MintlifyTurn.Outcome)
    }

    var status: MintlifyStatus
    var hasPull: Bool
    var work: [Work]
}

/// The state machine of a job, as a pure function of the stored job and the time.
///
/// Prompts are processed one after the other: a new one waits for the current one, and one after the end reactivates
/// the job. Archiving stops all work.
enum MintlifyTimeline {
    /// Returns the state at `instant`. A clock set back before the newest event counts as that event's time.
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
