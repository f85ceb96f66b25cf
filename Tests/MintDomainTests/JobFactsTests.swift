import MintDomain
import Testing

@Suite struct JobFactsTests {
    @Test(arguments: [
        ("active", OperationStatus.running, false), ("completed", .succeeded, true), ("failed", .failed, true),
        ("archived", .canceled, true), ("pondering", .other("pondering"), false),
        ("succeeded", .other("succeeded"), false), ("", .other(""), false),
    ])
    func aWordOfTheAgentHasItsMeaning(_ word: String, _ status: OperationStatus, _ isFinal: Bool) {
        #expect(OperationStatus(agentWord: word) == status)
        #expect(OperationStatus(agentWord: word).isFinal == isFinal)
        #expect(OperationStatus(agentWord: word).word(for: .agentJob) == word)
    }

    @Test func theServicesOwnWordIsShown() throws {
        let id = try #require(OperationID("job_1"))
        var job = MintDomain.Operation(id: id, kind: .agentJob, status: .succeeded)
        #expect(job.statusWord == "completed")
        job.job = JobFacts(rawStatus: "pondering")
        #expect(job.statusWord == "pondering")
        #expect(MintDomain.Operation(id: id, kind: .modelGeneration, status: .succeeded).statusWord == "succeeded")
        #expect(OperationKind(wireName: OperationKind.agentJob.wireName) == .agentJob)
    }

    @Test(
        arguments: [
            ("o/r", "main", "o/r@main"), ("o/r", nil, "o/r"), (nil, "main", nil), (nil, nil, nil),
        ] as [(String?, String?, String?)])
    func theSourceIsRepositoryAndRef(_ repository: String?, _ ref: String?, _ text: String?) {
        #expect(JobFacts(repository: repository, ref: ref, rawStatus: "active").source == text)
    }
}
