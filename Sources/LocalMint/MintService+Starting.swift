import Foundation
import Wire

extension MintService {
    func start(_ request: JobRequest, _ claim: IdempotencyClaim?) async throws -> AcceptedChange {
        try await store.start(claim, now: now) { desk in
            StartDraft(record: try draft(request, desk, resourceID: nil), place: .new)
        }
    }

    /// Retries a World or Model whose last operation failed.
    func retry(_ type: ResourceType, _ id: String, _ claim: IdempotencyClaim?) async throws -> AcceptedChange {
        try await store.start(claim, on: (type, id), now: now) { desk in
            guard let target = desk.target else { throw Problem.notFound(type.rawValue, id) }
            let status = OperationTimeline.state(of: target.record, at: desk.now).status
            guard status == .failed else {
                throw Problem.unusableResource(target.record, status, needs: "failed")
            }
            var record = try draft(.retry(of: target.record), desk, resourceID: id)
            record.parentID = target.record.parentID
            return StartDraft(record: record, place: .takenOver)
        }
    }

    /// Optimizes, converts or animates a finished Model.
    func work(_ request: JobRequest, on id: String, _ claim: IdempotencyClaim?) async throws -> AcceptedChange {
        try await store.start(claim, on: (.model, id), now: now) { desk in
            guard let model = desk.target else { throw Problem.notFound("model", id) }
            let state = OperationTimeline.state(of: model.record, at: desk.now)
            guard state.hasFinalFiles else {
                throw Problem.unusableResource(model.record, state.status, needs: "succeeded")
            }
            var request = request
            if request.kind == .optimization {
                try Self.refuseSecondOptimization(of: model, at: desk.now)
                (request.prompt, request.preset) = (model.record.prompt, model.record.preset)
            }
            let isAnimation = request.kind == .animation
            var record = try draft(request, desk, resourceID: isAnimation ? nil : id)
            record.parentID = id
            if isAnimation { record.basis = .init(model.record, revisions: state.preview ?? 0) }
            return StartDraft(record: record, place: isAnimation ? .new : .kept)
        }
    }

    private static func refuseSecondOptimization(of model: StoredResource, at moment: Date) throws {
        for work in model.related where work.kind == .optimization {
            let state = OperationTimeline.state(of: work, at: moment)
            if state.hasFinalFiles { throw Problem.alreadyOptimized(model.record.resourceID) }
            if !state.status.isFinal { throw Problem.optimizationInProgress(model.record.resourceID) }
        }
    }

    /// Returns the record of a new operation on a resource; nil creates a new resource.
    ///
    /// - Throws: `Problem.insufficientCredits` if Credits are missing and this server does not wait for payment
    func draft(_ request: JobRequest, _ desk: StartDesk, resourceID: String?) throws -> OperationRecord {
        let isShort = desk.available < request.price
        if isShort && billing == .refuse {
            throw Problem.insufficientCredits(required: request.price, available: desk.available)
        }
        let id = ids.make("op_")
        // Outcome markers in a prompt apply to its own operation, not to later ones on the result.
        let isSent = resourceID == nil
        var plan = OperationPlan(
            operationID: id, kind: request.kind, preset: request.preset ?? .standard,
            prompt: isSent ? request.prompt ?? "" : "", price: request.price, speed: speed, failures: failures)
        if isShort {
            plan.shortfall = .init(
                stage: request.kind.firstStage, requiredCredits: request.price, availableCredits: desk.available)
        }
        var dice = Dice(text: id)
        return OperationRecord(
            id: id, kind: request.kind, mode: request.mode, preset: request.preset, prompt: request.prompt,
            derivedPrompt: request.derivedPrompt, name: request.name, input: request.input,
            resourceID: resourceID ?? ids.make(request.kind.resourceType.idPrefix), assetSeed: dice.next(),
            availableAfterReservation: isShort ? desk.available : desk.available - request.price, createdAt: desk.now,
            plan: plan, events: [], agreedPrice: request.price)
    }
}
