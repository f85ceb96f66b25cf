import Foundation

/// The state machine of an operation, as a pure function of the stored record and the time.
///
/// Nothing runs in the background: a restart resumes every operation by evaluating it again, and an idle server sleeps.
/// The successors of each phase: queued → making preview (final if there is none) | billing | ended; making preview →
/// preview ready | ended; preview ready → making preview (revise) | making final | billing | ended; billing → making
/// (resume) | ended; making final → ended.
enum OperationTimeline {
    /// Returns the state at `instant`. A clock set back before the newest event counts as that event's time.
    static func state(of record: OperationRecord, at instant: Date) -> OperationState {
        var walk = Walk(record)
        for event in record.events {
            walk.advance(to: event.at)
            walk.apply(event)
        }
        let moment = max(instant, record.events.last?.at ?? record.createdAt)
        walk.advance(to: moment)
        walk.settle(at: moment)
        return walk.state
    }
}

private struct Walk {
    enum Phase {
        case queued(until: Date)
        case making(OperationStage, until: Date)
        case previewReady(passesAt: Date?)
        case billingRequired(OperationStage)
        case ended
    }

    let plan: OperationPlan
    let passesPreview: Bool
    let firstStage: OperationStage
    var phase: Phase
    var revisions = 0
    var state: OperationState

    init(_ record: OperationRecord) {
        plan = record.plan
        passesPreview = record.mode == .auto
        firstStage = record.kind.firstStage
        phase = .queued(until: record.createdAt.addingTimeInterval(record.plan.queued))
        state = OperationState(
            status: .queued, stage: firstStage, updatedAt: record.createdAt, isPaid: false)
    }

    /// Applies every automatic change up to and including the instant.
    mutating func advance(to instant: Date) {
        while let (moment, change) = nextChange, moment <= instant { change(&self, moment) }
    }

    private var nextChange: (Date, (inout Walk, Date) -> Void)? {
        switch phase {
        case .queued(let until): (until, { $0.begin($0.firstStage, at: $1) })
        case .making(.preview, let until): (until, { $0.finishPreview(at: $1) })
        case .making(.final, let until): (until, { $0.finishFinal(at: $1) })
        case .previewReady(let passesAt?): (passesAt, { $0.begin(.final, at: $1) })
        case .previewReady(nil), .billingRequired, .ended: nil
        }
    }

    /// Settles an ended operation: at once, or after success as late as planned.
    mutating func settle(at instant: Date) {
        guard state.status.isFinal else { return }
        let closed = state.hasFinalFiles ? state.updatedAt.addingTimeInterval(plan.settling ?? 0) : state.updatedAt
        state.isSettled = closed <= instant
    }

    /// Applies an event; one that the status does not allow changes nothing.
    mutating func apply(_ event: OperationEvent) {
        guard state.status.allows(event.kind) else { return }
        switch event.kind {
        case .approve: begin(.final, at: event.at)
        case .revise:
            revisions += 1
            phase = .making(.preview, until: event.at.addingTimeInterval(plan.revision))
            show(.running, .preview, at: event.at)
        case .resume:
            state.isPaid = true
            begin(state.stage, at: event.at)
        case .cancel:
            phase = .ended
            state.canceledAt = event.at
            show(.canceled, state.stage, at: event.at)
        }
    }

    private mutating func begin(_ stage: OperationStage, at moment: Date) {
        if plan.shortfall?.stage == stage, !state.isPaid {
            phase = .billingRequired(stage)
            return show(.billingRequired, stage, at: moment)
        }
        let duration = stage == .preview ? plan.preview : plan.final
        let share = failure(in: stage)?.share ?? 1
        phase = .making(stage, until: moment.addingTimeInterval(duration * share))
        show(.running, stage, at: moment)
    }

    private mutating func finishPreview(at moment: Date) {
        if let failure = failure(in: .preview) { return fail(failure, at: moment) }
        state.preview = revisions
        phase = .previewReady(passesAt: passesPreview ? moment.addingTimeInterval(plan.previewPass) : nil)
        show(.previewReady, .preview, at: moment)
    }

    private mutating func finishFinal(at moment: Date) {
        if let failure = failure(in: .final) { return fail(failure, at: moment) }
        phase = .ended
        state.completedAt = moment
        show(plan.missingPart == nil ? .succeeded : .partiallySucceeded, .final, at: moment)
    }

    /// A planned failure of the Preview affects only the first one, not those of revisions.
    private func failure(in stage: OperationStage) -> OperationPlan.Failure? {
        guard let failure = plan.failure, failure.stage == stage else { return nil }
        return stage == .preview && revisions > 0 ? nil : failure
    }

    private mutating func fail(_ failure: OperationPlan.Failure, at moment: Date) {
        phase = .ended
        state.completedAt = moment
        state.failure = failure
        show(.failed, failure.stage, at: moment)
    }

    private mutating func show(_ status: OperationStatus, _ stage: OperationStage, at moment: Date) {
        state.status = status
        state.stage = stage
        state.updatedAt = moment
    }
}
