import Foundation
import Wire

/// The logic of the documentation agent, without HTTP.
///
/// There is no repository and no language model: prompts determine durations and outcomes, and the page of a pull
/// request explains this.
struct MintlifyService: Sendable {
    /// The maximum number of new jobs and messages together per hour.
    static let usesPerHour = 100

    let store: MintlifyStore
    let account: MintlifyAccount
    let gate: MintlifyGate
    let origin: String
    let ids: IDSource
    let speed: Double
    let failures: LocalMint.FailureShare
    let stage: ScenarioStage
    /// The time in whole milliseconds, as stored.
    let now: @Sendable () -> Date

    func create(_ prompt: String) async throws -> JSONValue {
        let id = ids.make("job_")
        let job = try await store.create(now: now, usesPerHour: Self.usesPerHour) { number, moment in
            MintlifyJob(
                id: id, repository: Self.repository, ref: Self.ref, model: Self.model, pullNumber: number,
                createdAt: moment, turns: [turn(prompt, number: 0, of: id, at: moment)])
        }
        return wire(job)
    }

    /// - Throws: `Problem.notFound`
    func job(_ id: String) async throws -> JSONValue { wire(try await stored(id)) }

    /// - Throws: `Problem.notFound`, `.jobArchived` or `.jobsRateLimited`
    func message(_ prompt: String, to id: String) async throws -> JSONValue {
        let id = try await resolved(id)
        let job = try await store.message(id, now: now, usesPerHour: Self.usesPerHour) { job, moment in
            turn(prompt, number: job.turns.count, of: id, at: moment)
        }
        return wire(job)
    }

    private func turn(_ prompt: String, number: Int, of id: String, at moment: Date) -> MintlifyTurn {
        stage.shaped(
            MintlifyTurn(prompt, number: number, jobID: id, at: moment, speed: speed, failures: failures))
    }

    /// - Throws: `Problem.notFound`
    func archive(_ id: String) async throws -> JSONValue { wire(try await store.archive(id, now: now)) }

    /// Returns the page of a `prLink`, if it exists yet.
    func page(of id: String, pull number: String) async throws -> AppPage? {
        guard let job = try await store.job(id), number == String(job.pullNumber) else { return nil }
        let state = MintlifyTimeline.state(of: job, at: now())
        return state.hasPull ? AppPage(job, state) : nil
    }

    /// Whether the `{projectId}` of a path names this project. curl sends the placeholder of the documentation as
    /// `projectId`; no project has that id, so it means the only one.
    func isProject(_ text: String) -> Bool { text == account.projectID || text == "projectId" }

    private func stored(_ id: String) async throws -> MintlifyJob {
        guard let job = try await store.job(try await resolved(id)) else { throw Problem.notFound("job", id) }
        return job
    }

    /// Resolves the placeholder `id` of the documentation to the newest job that is not archived.
    private func resolved(_ id: String) async throws -> String {
        guard id == "id" else { return id }
        guard let newest = try await store.newestOpenID() else { throw Problem.notFound("job", id) }
        return newest
    }

    private func wire(_ job: MintlifyJob) -> JSONValue {
        let state = MintlifyTimeline.state(of: job, at: now())
        let link = "\(Presenter.requestOrigin ?? origin)/app/jobs/\(job.id)/pull/\(job.pullNumber)"
        return .object([
            "id": .string(job.id), "status": .string(state.status.rawValue),
            "source": .object(["repository": .string(job.repository), "ref": .orNull(job.ref)]),
            "model": .string(job.model), "prLink": .orNull(state.hasPull ? link : nil),
            "createdAt": .string(Presenter.text(job.createdAt)),
            "archivedAt": .orNull(job.archivedAt.map(Presenter.text)),
        ])
    }

    static let repository = "local-mint/docs"
    static let ref = "main"
    static let model = "local-writer"
}

extension Problem {
    static let jobArchived = Problem(
        status: 400, kind: "invalid-state", title: "Archived",
        detail: "The job is archived and takes no more messages; create a new one.")

    static func jobsRateLimited(limit: Int, retryAfterSeconds: Int) -> Problem {
        Problem(
            status: 429, kind: "rate-limited", title: "Too many requests",
            detail: "This project has used its \(limit) jobs and messages of this hour; "
                + "try again in \(retryAfterSeconds) s.",
            headers: ["Retry-After": String(retryAfterSeconds)])
    }
}
